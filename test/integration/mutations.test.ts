import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { mutate, mutation } from '../support/mutation.ts'
import { commandInProcess } from '../support/quiet-terminal.ts'
import { AQUEOUS, SHIPPED } from '../unit/scenario/shipped.ts'

const directory = mkdtempSync(join(tmpdir(), 'entrolyte-mutations-'))
afterAll(() => rmSync(directory, { recursive: true }))

describe('200 mutated files, through the command', () => {
  const cases = fc.record({
    scenario: fc.constantFrom(...SHIPPED.values()),
    inForceField: fc.boolean(),
    mutations: fc.array(mutation, { minLength: 2, maxLength: 6 }),
  })

  it('are checked or refused with status 2, quickly, in little memory, without a stack trace', async () => {
    const scenarioFile = join(directory, 'scenario.yaml')
    const fieldFile = join(directory, 'field.yaml')
    const met = { valid: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(cases, async ({ scenario, inForceField, mutations }) => {
        const whole = scenario.replace('forcefield: aqueous', 'forcefield: ./field.yaml')
        writeFileSync(scenarioFile, inForceField ? whole : mutations.reduce(mutate, whole))
        writeFileSync(fieldFile, inForceField ? mutations.reduce(mutate, AQUEOUS) : AQUEOUS)
        const start = performance.now()
        const { status, text } = await commandInProcess(['validate', scenarioFile])
        expect([0, 2]).toContain(status)
        expect(text).not.toMatch(/^ +at .+:\d+/m)
        expect(text.length).toBeGreaterThan(0)
        expect(performance.now() - start).toBeLessThan(10_000)
        expect(process.memoryUsage().rss).toBeLessThan(1e9)
        met[status === 0 ? 'valid' : 'refused'] += 1
      }),
      { numRuns: 200, seed: 20261122 },
    )
    // Both happen, or the mutations are too tame or too wild to show anything.
    expect(met.valid).toBeGreaterThan(5)
    expect(met.refused).toBeGreaterThan(100)
  }, 180_000)
})
