import fc from 'fast-check'

const NASTY = [
  '[',
  '{',
  '}',
  ': ',
  '- ',
  '&a ',
  '*a',
  '"',
  "'",
  '|',
  '\t',
  '\n',
  '\0',
  '\u2028',
  '9e999',
]
const WORDS = [
  '.nan',
  '__proto__',
  'null',
  '-1',
  '1e308',
  '{}',
  '[]',
  'constructor',
  '!!set',
  '<<: ',
]

export interface Mutation {
  readonly kind: 'insert' | 'delete' | 'repeat-line' | 'drop-line' | 'cut'
  readonly at: number
  readonly text: string
}

/** A slip of the pen or an act of malice, in a text file. */
export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'delete', 'repeat-line', 'drop-line', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  text: fc.constantFrom(...NASTY, ...WORDS),
})

/** The text after it. */
export function mutate(text: string, { kind, at, text: added }: Mutation): string {
  const offset = Math.floor(at * text.length)
  if (kind === 'insert') return text.slice(0, offset) + added + text.slice(offset)
  if (kind === 'delete') return text.slice(0, offset) + text.slice(offset + 3)
  if (kind === 'cut') return text.slice(0, offset)
  const lines = text.split('\n')
  const line = Math.floor(at * lines.length)
  const items = kind === 'repeat-line' ? [lines[line]!, lines[line]!] : []
  return lines.toSpliced(line, 1, ...items).join('\n')
}
