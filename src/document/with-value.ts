export type Changed =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly message: string }

/**
 * A copy of plain data with another value at a path, as `--set` puts it into a document; mappings that
 * are missing on the way are made, an item of a list is named by its number or by its `name`.
 */
export function withValue(data: unknown, path: readonly string[], value: unknown): Changed {
  const [key, ...rest] = path
  if (key === undefined) return { ok: true, data: value }
  if (key === '' || key === '__proto__') return { ok: false, message: 'is no path of a scenario' }
  if (Array.isArray(data)) return inList(data, key, rest, value)
  if (typeof data !== 'object' || data === null) {
    return { ok: false, message: `leads nowhere: what holds '${key}' has no keys of its own` }
  }
  const before = Object.hasOwn(data, key) ? (data as Record<string, unknown>)[key] : undefined
  const inner = withValue(rest.length > 0 ? (before ?? {}) : before, rest, value)
  return inner.ok ? { ok: true, data: { ...data, [key]: inner.data } } : inner
}

function inList(
  items: readonly unknown[],
  key: string,
  rest: readonly string[],
  value: unknown,
): Changed {
  const named = items.findIndex((item) => (item as { name?: unknown } | null)?.name === key)
  const index = named === -1 && /^\d+$/.test(key) ? Number(key) : named
  if (index === -1 || index >= items.length) return { ok: false, message: `has no '${key}'` }
  const inner = withValue(items[index], rest, value)
  return inner.ok ? { ok: true, data: items.with(index, inner.data) } : inner
}
