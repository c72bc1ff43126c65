import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Scalar,
  type YAMLMap,
} from 'yaml'
import { quoted } from '../errors/printable.ts'
import type { Problem } from '../errors/problem.ts'
import { formatPath, type Path } from './schema-findings.ts'
import { problemAt, type YamlSource } from './yaml-source.ts'

/** Keys of the top level whose value is text however it is written: a seed of 20 digits is no number. */
const TEXT_KEYS = new Set<unknown>(['title', 'seed', 'name'])

/**
 * Makes the document a plain tree: aliases of single values are replaced by those values (aliases of
 * collections are refused, and so cannot multiply), − 0 by 0, and what stands under a text key by its
 * source text. Repeated keys and `__proto__` are taken out. Returns the problems met.
 */
export function untangle(source: YamlSource): Problem[] {
  const problems: Problem[] = []
  const anchors = new Map<string, Node>()
  const refused = new Set<Node>()

  const report = (node: Node | null, path: Path, message: string, hint: string | null) => {
    const offset = node?.range?.[0] ?? null
    problems.push(problemAt(source.text, offset, { path: formatPath(path), message, hint }))
  }

  const tidy = (node: unknown, path: Path): unknown => {
    if (isAlias(node)) return resolve(node, path)
    const anchor = (node as Node | null)?.anchor
    if (typeof anchor === 'string') anchors.set(anchor, node as Node)
    if (isMap(node)) tidyMap(node, path)
    if (isSeq(node)) node.items = node.items.map((item, index) => tidy(item, [...path, index]))
    if (isScalar(node)) {
      if (node.value === 0) node.value = 0
      if (path.length === 1 && TEXT_KEYS.has(path[0]) && typeof node.value !== 'string') {
        node.value = node.source ?? ''
      }
    }
    return node
  }

  const tidyMap = (map: YAMLMap, path: Path) => {
    const seen = new Set<string>()
    map.items = map.items.filter((pair) => {
      const key = pair.key as Node
      const name = isScalar(key) ? String(key.value) : ''
      const here = [...path, name]
      if (name === '__proto__') report(key, here, `unknown key ${quoted(name)}`, null)
      else if (seen.has(name)) report(key, here, `key ${quoted(name)} is given twice`, 'keep one')
      else {
        seen.add(name)
        pair.value = tidy(pair.value, here)
        return true
      }
      return false
    })
  }

  const resolve = (alias: Alias, path: Path): unknown => {
    const target = anchors.get(alias.source)
    if (target === undefined) report(alias, path, `no anchor &${alias.source} before this`, null)
    else if (!isScalar(target) && !refused.has(target)) {
      refused.add(target)
      report(alias, path, 'an alias may repeat a single value only', 'write the value out')
    }
    const copy = new Scalar(isScalar(target) ? target.value : null)
    copy.range = alias.range ?? null
    return copy
  }

  // The whole document may be an alias, too.
  source.document.contents = tidy(source.document.contents, []) as Document['contents']
  return problems
}
