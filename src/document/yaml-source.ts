import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { codeFrame } from '../errors/format-problems.ts'
import { printable } from '../errors/printable.ts'
import { InputError, type Problem } from '../errors/problem.ts'
import { LIMITS } from './limits.ts'
import { tooDeepAt } from './nesting.ts'
import { type Finding, formatPath } from './schema-findings.ts'

/** A parsed YAML text with the places of its nodes. */
export interface YamlSource {
  readonly text: PlacedText
  readonly document: Document
  /** The nodes that came from `--set`, with the path given there. */
  readonly overridden: Map<unknown, string>
}

/**
 * YAML 1.2 core without merge keys and custom tags. Repeated keys are looked for in `untangle`: the
 * parser's own search takes quadratic time.
 */
const OPTIONS = {
  schema: 'core',
  stringKeys: true,
  uniqueKeys: false,
  merge: false,
  resolveKnownTags: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const

/** The source of a text. Throws InputError with all syntax errors, or if it is too long or nested too deeply. */
export function readYaml(content: string, file: string): YamlSource {
  if (content.length > LIMITS.text) {
    const message = `the file is longer than ${LIMITS.text} characters`
    throw new InputError([problemAt(placedText('', file), null, { path: '', message, hint: null })])
  }
  const text = placedText(content, file)
  const failure = (offset: number, message: string): Problem =>
    problemAt(text, offset, { path: '', message, hint: null })

  const deep = tooDeepAt(content)
  if (deep !== null) {
    throw new InputError([failure(deep, `nested more than ${LIMITS.depth} levels deep`)])
  }
  const document = parseDocument(content, OPTIONS)
  const errors = [...document.errors, ...document.warnings]
  if (errors.length > 0) {
    const shown = errors.slice(0, LIMITS.problems)
    throw new InputError(shown.map((error) => failure(error.pos[0], `not YAML: ${error.message}`)))
  }
  if (document.contents === null) throw new InputError([failure(0, 'the file is empty')])
  return { text, document, overridden: new Map() }
}

/** The finding with its place in the text, or the name of the `--set` that it came from. */
export function problemOf(source: YamlSource, finding: Finding): Problem {
  const path = formatPath(finding.path)
  const { offset, override } = locate(source.document, source.overridden, finding)
  if (override === null) return problemAt(source.text, offset, { ...finding, path })
  return problemAt({ ...source.text, file: `--set ${override}` }, null, { ...finding, path })
}

/** A text with the means to say where in it something is. */
export interface PlacedText {
  readonly file: string
  readonly lines: readonly string[]
  readonly counter: LineCounter
}

export function placedText(text: string, file: string): PlacedText {
  const counter = new LineCounter()
  counter.addNewLine(0)
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    counter.addNewLine(at + 1)
  }
  return { file, lines: text.split(/\r?\n/), counter }
}

/** A problem at an offset of the text, with its frame; at no place if the offset is null. */
export function problemAt(
  text: PlacedText,
  offset: number | null,
  { path, message, hint }: { path: string; message: string; hint: string | null },
): Problem {
  const rest = { path: printable(path), message: printable(message), hint: hint && printable(hint) }
  if (offset === null) return { file: text.file, line: null, column: null, ...rest, frame: null }
  const { line, col: column } = text.counter.linePos(offset)
  return { file: text.file, line, column, ...rest, frame: codeFrame(text.lines, line, column) }
}

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
