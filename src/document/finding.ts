export type Path = readonly (string | number)[]

/** A problem of checked data that does not yet know its place in a text. */
export interface Finding {
  readonly path: Path
  /** Whether the key or the value is to blame. */
  readonly at: 'key' | 'value'
  readonly message: string
  readonly hint: string | null
}

/** A finding about a value, the usual case. */
export function finding(path: Path, message: string, hint: string | null = null): Finding {
  return { path, at: 'value', message, hint }
}

/** As `--set` takes it: `contacts.3.enthalpy`. */
export function formatPath(path: Path): string {
  return path.join('.')
}
