import { type Document, parseDocument } from 'yaml'
import { InputError, type Problem } from '../errors/problem.ts'
import { type Finding, formatPath } from './finding.ts'
import { LIMITS } from './limits.ts'
import { locate } from './locate.ts'
import { tooDeepAt } from './nesting.ts'
import { type PlacedText, placedText, problemAt } from './place.ts'

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
