import { describe, expect, it } from 'vitest'
import { runKey } from '../../../src/methods/method.ts'
import { mixingReferences } from '../../../src/methods/mixing-references.ts'
import { plannedRuns } from '../../../src/methods/registry.ts'
import { saltUnits } from '../../../src/methods/salt-units.ts'
import { formatScenario } from '../../../src/scenario/format-scenario.ts'
import { closedScenario } from '../../support/closed-scenario.ts'
import { shippedScenario } from '../../support/shipped-scenario.ts'

const scenario = {
  ...shippedScenario('two-salts', { 'lattice.cells': '8' }),
  observables: ['mixingEntropy'],
}
const counts = { H2O: 480, 'Zn2+': 20, 'Cl-': 20, 'ClO4-': 20 }

describe('references of mixing', () => {
  it('counts salts by the ions that only they bring', () => {
    const units = saltUnits(scenario, counts)!
    expect(units.map(({ salt, units }) => [salt.formula, units])).toEqual([
      ['ZnCl2', 10],
      ['Zn(ClO4)2', 10],
    ])
  })

  it('divides two salts into a solution of each, whose volumes add up', () => {
    const found = mixingReferences(scenario, counts)
    if ('code' in found) throw new Error(found.message)
    expect(found.reference).toBe('solutions')
    expect(found.parts).toEqual([
      { label: 'ZnCl2', share: 0.5, counts: { H2O: 480, 'Zn2+': 20, 'Cl-': 40 } },
      { label: 'Zn(ClO4)2', share: 0.5, counts: { H2O: 480, 'Zn2+': 20, 'ClO4-': 40 } },
    ])
  })

  it('puts free ions on as many sites, in any order', () => {
    const one = { ...scenario, mixing: { reference: 'solvent+ions' as const } }
    const found = mixingReferences(one, counts)
    if ('code' in found) throw new Error(found.message)
    const [solvent] = found.parts
    expect(solvent!.share).toBe((1024 - 60) / 1024)
    expect(solvent!.counts.H2O).toBe(Math.round((480 * 1024) / 964))
    // 60!/(20!)³
    let ways = 0
    for (let k = 1; k <= 60; k++) ways += Math.log(k)
    for (let k = 1; k <= 20; k++) ways -= 3 * Math.log(k)
    expect(found.freeIons).toBeCloseTo(ways, 10)
  })

  it('refuses pure salts, and a solvent without salts', () => {
    const pure = mixingReferences({ ...scenario, mixing: { reference: 'pure' } }, counts)
    expect(pure).toMatchObject({ code: 'reference-orders' })
    const water = mixingReferences(scenario, { H2O: 500 })
    expect(water).toMatchObject({ code: 'no-reference' })
  })

  it('is kept with the scenario', () => {
    const pure = { ...scenario, mixing: { reference: 'pure' as const } }
    expect(closedScenario(formatScenario(pure), 'again', { forceField: () => null })).toEqual(pure)
  })

  it('keeps every run of a method neutral, and asks for none twice', () => {
    const all = ['entropy', 'mixingEntropy', 'waterActivity', 'pressure']
    const [own, ...runs] = plannedRuns({ scenario: { ...scenario, observables: all }, counts })
    expect(own!.counts).toBe(counts)
    expect(new Set([own!, ...runs].map(runKey)).size).toBe(1 + runs.length)
    // Ten along the path of the box, which entropy and mixing share, eleven for each of two parts, two and six.
    expect(runs).toHaveLength(10 + 2 * 11 + 2 + 6)
    for (const { counts } of runs) {
      const { 'Zn2+': zinc = 0, 'Cl-': chloride = 0, 'ClO4-': perchlorate = 0 } = counts
      expect(2 * zinc).toBe(chloride + perchlorate)
    }
    const plain = { scenario: { ...scenario, observables: ['default'] }, counts }
    expect(plannedRuns(plain)).toEqual([plain])
  })
})
