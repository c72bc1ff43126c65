import * as z from 'zod'
import { nearestWord } from '../errors/nearest-word.ts'
import { quoted } from '../errors/printable.ts'

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

type Issue = z.core.$ZodIssue

/** The problems that a schema found in data, in words and with hints. */
export function schemaFindings(schema: z.ZodType, data: unknown): Finding[] {
  const result = schema.safeParse(data)
  if (result.success) return []
  return result.error.issues.flatMap((issue) => findingsOf(issue, [], schema, data))
}

function findingsOf(issue: Issue, parent: Path, schema: z.ZodType, data: unknown): Finding[] {
  const path = [...parent, ...issue.path.map((key) => (typeof key === 'symbol' ? '' : key))]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], knownKeys(schema, path)))
    case 'invalid_union': {
      const branch = likelyBranch(issue.errors)
      if (branch !== undefined) {
        return branch.flatMap((inner) => findingsOf(inner, path, schema, data))
      }
      return [ofWrongType(path, issue, data)]
    }
    case 'invalid_key':
      return [{ ...finding(path, issue.issues[0]?.message ?? issue.message), at: 'key' }]
    case 'invalid_type':
      return [ofWrongType(path, issue, data)]
    case 'too_small':
    case 'too_big':
      return [finding(path, outOfBounds(issue, shown(data, path)))]
    case 'invalid_value': {
      const choices = issue.values.map(String)
      const near = nearestWord(String(valueAt(data, path)), choices)
      const hint = near === null ? null : `did you mean ${quoted(near)}?`
      return valueAt(data, path) === undefined
        ? [missing(path)]
        : [finding(path, `must be ${choices.join(' or ')}, not ${shown(data, path)}`, hint)]
    }
    case 'custom':
      return [finding(path, issue.message, (issue.params?.hint as string | undefined) ?? null)]
    default:
      return [finding(path, issue.message)]
  }
}

function unknownKey(path: Path, known: readonly string[]): Finding {
  const key = String(path.at(-1))
  const near = nearestWord(key, known)
  const hint = near === null ? `known here: ${known.join(', ')}` : `did you mean ${quoted(near)}?`
  return { ...finding(path, `unknown key ${quoted(key)}`, hint), at: 'key' }
}

/** The alternative that the data were meant for: one that objects to something other than their type. */
function likelyBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find((issues) => issues.length > 0 && !issues.some(isTypeIssue))
}

function isTypeIssue(issue: Issue): boolean {
  if (issue.path.length > 0) return false
  if (issue.code === 'invalid_union') return likelyBranch(issue.errors) === undefined
  return issue.code === 'invalid_type' || issue.code === 'invalid_value'
}

function ofWrongType(path: Path, issue: Issue, data: unknown): Finding {
  if (valueAt(data, path) === undefined) return missing(path)
  const expected = issue.code === 'invalid_type' ? NAMES[issue.expected] : undefined
  return finding(path, `${expected ?? issue.message} is expected here, not ${shown(data, path)}`)
}

const NAMES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  tuple: 'a list',
}

const PARTS: Readonly<Record<string, string>> = { string: ' characters', array: ' items' }

function outOfBounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, given: string) {
  const [word, bound] =
    issue.code === 'too_small' ? ['least', issue.minimum] : ['most', issue.maximum]
  const part = PARTS[issue.origin]
  if (part !== undefined && issue.code === 'too_small' && bound === 1) return 'must not be empty'
  if (part !== undefined && issue.exact) return `must have exactly ${bound}${part}, not ${given}`
  if (part !== undefined) return `must have at ${word} ${bound}${part}`
  const relation = issue.inclusive ? `at ${word}` : word === 'least' ? 'more than' : 'less than'
  return `must be ${relation} ${bound}, not ${given}`
}

function missing(path: Path): Finding {
  return { ...finding(path, `${quoted(formatPath(path))} is missing`), at: 'key' }
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string | number, unknown>)[key]
  }
  return value
}

function shown(data: unknown, path: Path): string {
  const value = valueAt(data, path)
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object') return 'a mapping'
  return typeof value === 'string' ? `the text ${quoted(value)}` : String(value)
}

/** The keys that a schema knows in the mapping at `path`; those of all alternatives of a union. */
export function knownKeys(schema: z.ZodType, path: Path): string[] {
  const bare = unwrapped(schema)
  if (bare instanceof z.ZodUnion) {
    return bare.options.flatMap((option) => knownKeys(option as z.ZodType, path))
  }
  const [segment, ...rest] = path
  if (bare instanceof z.ZodObject) {
    if (segment === undefined) return Object.keys(bare.shape)
    const field = Object.hasOwn(bare.shape, segment) ? bare.shape[segment] : undefined
    return field === undefined ? [] : knownKeys(field as z.ZodType, rest)
  }
  if (segment === undefined) return []
  if (bare instanceof z.ZodRecord) return knownKeys(bare.valueType as z.ZodType, rest)
  if (bare instanceof z.ZodArray) return knownKeys(bare.element as z.ZodType, rest)
  return []
}

/** Without defaults, options and transformations around it. */
function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in as z.ZodType)
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return unwrapped(schema.unwrap() as z.ZodType)
  }
  return schema
}
