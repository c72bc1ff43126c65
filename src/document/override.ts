import { isMap, isScalar, isSeq, type Node, Pair, Scalar, YAMLMap } from 'yaml'
import { quoted } from '../errors/printable.ts'
import { InputError, type Problem } from '../errors/problem.ts'
import { placedText, problemAt, readYaml, type YamlSource } from './yaml-source.ts'

/** A `--set path=value`; the value is YAML. */
export interface Override {
  readonly path: string
  readonly value: string
}

/**
 * Puts the values into the document, in their order; maps that are missing on the way are made. An
 * item of a list is named by its number or by its `name`. `under` is the part of the paths that leads
 * to this document. Returns the problems met, whose file is `--set path`.
 */
export function applyOverrides(
  source: YamlSource,
  overrides: readonly Override[],
  under = '',
): Problem[] {
  return overrides.flatMap(({ path, value }) => {
    try {
      const node = readValue(value, path)
      source.overridden.set(node, path)
      const failure = put(source.document.contents, path.slice(under.length).split('.'), node)
      return failure === null ? [] : [problemOf(path, failure)]
    } catch (error) {
      if (error instanceof InputError) return error.problems
      throw error
    }
  })
}

function readValue(value: string, path: string): Node {
  if (value.trim() === '') return new Scalar(null)
  try {
    return readYaml(value, `--set ${path}`).document.contents as Node
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    throw new InputError(error.problems.map(({ message }) => problemOf(path, message)))
  }
}

function problemOf(path: string, message: string): Problem {
  return problemAt(placedText('', `--set ${path}`), null, { path, message, hint: null })
}

/** Null, or why the path leads nowhere. */
function put(start: unknown, segments: readonly string[], value: Node): string | null {
  if (segments.includes('')) return 'the path has an empty part'
  const last = segments.at(-1)!
  let node = start
  for (const segment of segments.slice(0, -1)) {
    let next = child(node, segment)
    if (next === undefined && isMap(node)) {
      next = new YAMLMap()
      node.items.push(new Pair(new Scalar(segment), next))
    }
    if (!isMap(next) && !isSeq(next)) return `${quoted(segment)} has no keys of its own`
    node = next
  }
  if (isMap(node)) {
    const pair = pairOf(node, last)
    if (pair) pair.value = value
    else node.items.push(new Pair(new Scalar(last), value))
    return null
  }
  const index = isSeq(node) ? indexOf(node.items, last) : -1
  if (!isSeq(node) || index === -1) return `there is no ${quoted(last)}`
  node.items[index] = value
  return null
}

function child(node: unknown, segment: string): unknown {
  if (isMap(node)) return pairOf(node, segment)?.value ?? undefined
  return isSeq(node) ? node.items[indexOf(node.items, segment)] : undefined
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)
}

function indexOf(items: readonly unknown[], segment: string): number {
  const named = items.findIndex((item) => isMap(item) && item.get('name') === segment)
  return named === -1 && /^\d+$/.test(segment) && Number(segment) < items.length
    ? Number(segment)
    : named
}

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
