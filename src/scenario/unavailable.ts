/** Keys of the format that this version refuses, so that nothing is silently left undone. */
const UNAVAILABLE = new Set<string>()

export function isUnavailable(path: string): boolean {
  return UNAVAILABLE.has(path)
}

/** Unavailable keys of the mapping at `parent`. */
export function unavailableKeys(parent: string): string[] {
  const prefix = parent === '' ? '' : `${parent}.`
  return [...UNAVAILABLE]
    .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('.'))
    .map((path) => path.slice(prefix.length))
}
