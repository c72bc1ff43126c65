import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InputError } from '../../../src/errors/problem.ts'
import { parseScenario } from '../../../src/scenario/parse-scenario.ts'
import { AQUEOUS, SHIPPED } from './shipped.ts'

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

interface Mutation {
  readonly kind: 'insert' | 'delete' | 'repeat-line' | 'drop-line' | 'cut'
  readonly at: number
  readonly text: string
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'delete', 'repeat-line', 'drop-line', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  text: fc.constantFrom(...NASTY, ...WORDS),
})

function mutate(text: string, { kind, at, text: added }: Mutation): string {
  const offset = Math.floor(at * text.length)
  if (kind === 'insert') return text.slice(0, offset) + added + text.slice(offset)
  if (kind === 'delete') return text.slice(0, offset) + text.slice(offset + 3)
  if (kind === 'cut') return text.slice(0, offset)
  const lines = text.split('\n')
  const line = Math.floor(at * lines.length)
  const items = kind === 'repeat-line' ? [lines[line]!, lines[line]!] : []
  return lines.toSpliced(line, 1, ...items).join('\n')
}

describe('mutated files', () => {
  const cases = fc.record({
    scenario: fc.constantFrom(...SHIPPED.values()),
    inForceField: fc.boolean(),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 5 }),
  })

  it('parse or say what is wrong, and do so quickly', () => {
    let parsed = 0
    let refused = 0
    fc.assert(
      fc.property(cases, ({ scenario, inForceField, mutations }) => {
        const text = inForceField ? scenario : mutations.reduce(mutate, scenario)
        const field = inForceField ? mutations.reduce(mutate, AQUEOUS) : AQUEOUS
        const start = performance.now()
        try {
          parseScenario(text, 'test.yaml', {
            forceField: () => ({ text: field, file: 'field.yaml' }),
          })
          parsed++
        } catch (error) {
          expect(error).toBeInstanceOf(InputError)
          expect((error as InputError).problems.length).toBeGreaterThan(0)
          refused++
        }
        expect(performance.now() - start).toBeLessThan(2000)
      }),
      { numRuns: 200, seed: 20240229 },
    )
    // Both happen, or the mutations are too tame or too wild to show anything.
    expect(parsed).toBeGreaterThan(10)
    expect(refused).toBeGreaterThan(100)
  })
})
