import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatScenario, formatScenarioBriefly } from '../../../src/scenario/format-scenario.ts'
import { parseScenario } from '../../../src/scenario/parse-scenario.ts'
import { arbitraryScenario } from './arbitrary-scenario.ts'
import { SHIPPED, scenarioOf } from './shipped.ts'

const reread = (text: string) =>
  parseScenario(text, 'resolved.yaml', { forceField: () => null }).scenario

describe('formatScenario', () => {
  it.each([...SHIPPED])('writes %s so that it reads back the same, and again', (_, text) => {
    const scenario = scenarioOf(text)
    const written = formatScenario(scenario)
    expect(reread(written)).toEqual(scenario)
    expect(formatScenario(reread(written))).toBe(written)
  })

  it('is undone by parseScenario', () => {
    fc.assert(
      fc.property(arbitraryScenario, (scenario) => {
        expect(reread(formatScenario(scenario))).toEqual(scenario)
      }),
      { numRuns: 300, seed: 314 },
    )
  })

  it('is brief where the force field is only named', () => {
    const scenario = scenarioOf(SHIPPED.get('ising-bcc')!)
    const [rows, last] = formatScenarioBriefly(scenario).split('forcefield: ')
    expect(formatScenario(scenario).startsWith(rows!)).toBe(true)
    expect(last).toBe('lattice gas # 1 species, 1 contact, 0 shells\n')
  })

  it('is one row for each species and contact', () => {
    const written = formatScenario(scenarioOf(SHIPPED.get('li2zncl4-9h2o')!))
    expect(written.split('\n').filter((line) => line.includes('straight hydrogen bond'))).toEqual([
      expect.stringContaining('enthalpy: -12.7 kJ/mol, entropy: -7.2 J/mol/K'),
    ])
  })
})
