import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InputError } from '../../../src/errors/problem.ts'
import { parseScenario } from '../../../src/scenario/parse-scenario.ts'
import { mutate, mutation } from '../../support/mutation.ts'
import { AQUEOUS, SHIPPED } from './shipped.ts'

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
