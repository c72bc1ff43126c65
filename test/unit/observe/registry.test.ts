import { describe, expect, it } from 'vitest'
import { createObservers } from '../../../src/observe/registry.ts'
import { OBSERVABLE_GROUPS } from '../../../src/scenario/observable-groups.ts'
import { emptyBox, hamiltonianOf } from './filling.ts'

function columnsFor(names: readonly string[], species: readonly string[]): string[] {
  const configuration = emptyBox(2, species)
  const observers = createObservers(names, configuration, hamiltonianOf(configuration))
  return observers.flatMap(({ columns }) => columns.map(({ name }) => name))
}

describe('registry of observables', () => {
  it('gives what costs little by default, under names that are all different', () => {
    const columns = columnsFor(['default'], ['H2O', 'Zn2+', 'Cl-'])
    expect(columns).toContain('energyPerWater')
    expect(columns).toContain('coordination:Zn2+-Cl-')
    expect(columns).not.toContain('reducedEnergy')
    expect(new Set(columns).size).toBe(columns.length)
  })

  it('gives each group once, in one order whatever the order asked for', () => {
    const species = ['H2O', 'Zn2+', 'Cl-']
    const all = columnsFor(OBSERVABLE_GROUPS, species)
    expect(columnsFor(OBSERVABLE_GROUPS.toReversed(), species)).toEqual(all)
    expect(all).toContain('reducedEnergy')
    expect(columnsFor(['iceOrder', 'energy', 'iceOrder'], species)).toEqual([
      ...['enthalpy', 'enthalpySlope', 'energyPerSite', 'energyPerWater'],
      ...['iceOrder', ...[0, 1, 2, 3].map((k) => `sublatticeOccupation:${k}`)],
      'iceOrder:mostOrderedOctant',
    ])
  })

  it('leaves out what the system has nothing of', () => {
    expect(columnsFor(OBSERVABLE_GROUPS, ['Cl-'])).toEqual([
      ...['enthalpy', 'enthalpySlope', 'energyPerSite', 'densityFluctuation:Cl-'],
      ...['siteEnergySpread:Cl-', 'reducedEnergy'],
      ...[0, 1, 2, 3].map((layer) => `layer:${layer}`),
      ...['shell:anion shell:above', 'shell:anion shell:below', 'shell:octahedra:above'],
    ])
    expect(columnsFor(['freeWater', 'coordination'], ['H2O'])).toEqual([])
  })

  it('measures beneath an entropy what it is made of', () => {
    const columns = ['enthalpy', 'enthalpySlope', 'energyPerSite', 'reducedEnergy']
    expect(columnsFor(['entropy'], ['Cl-'])).toEqual(columns)
  })

  it('refuses unknown names', () => {
    const configuration = emptyBox(2, ['H2O'])
    expect(() =>
      createObservers(['hydrogen'], configuration, hamiltonianOf(configuration)),
    ).toThrow(RangeError)
  })
})
