import { type Document, isMap, isScalar, isSeq, type Node } from 'yaml'
import type { Finding } from './finding.ts'

/**
 * The offset in the text of what a finding is about, and the `--set` path that brought it there if
 * one did. What is missing is placed at the key of the collection that lacks it.
 */
export function locate(
  document: Document,
  overridden: ReadonlyMap<unknown, string>,
  { path, at }: Finding,
): { offset: number | null; override: string | null } {
  let node: unknown = document.contents
  let key: unknown = null
  let override = overridden.get(node) ?? null
  for (const segment of path) {
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(segment))
      : null
    const next = pair ? pair.value : isSeq(node) ? node.items[Number(segment)] : undefined
    if (next === undefined) return { offset: startOf(key ?? node), override }
    key = pair ? pair.key : next
    node = next
    override = overridden.get(node) ?? override
  }
  const wanted = at === 'key' ? key : node
  return { offset: startOf(wanted) ?? startOf(key), override }
}

function startOf(node: unknown): number | null {
  return (node as Node | null)?.range?.[0] ?? null
}
