import { describe, expect, it } from 'vitest'
import type { ShellData, SpeciesData } from '../../../src/forcefield/force-field.ts'
import { compileShells } from '../../../src/model/shells.ts'

const origin = { source: 'test', role: 'assumed' } as const

const named = (name: string, charge: number): SpeciesData => ({
  name,
  charge,
  solvent: false,
  patterns: [Array<string>(8).fill('any')],
  molarMass: null,
  radius: null,
  hydration: null,
  partialMolarVolume: null,
})

const species = [named('H2O', 0), named('Zn2+', 2), named('Cl-', -1)]

function rule(
  of: string,
  weights: [string, number][],
  capacity: number,
  count: ShellData['count'] = 'all',
): ShellData {
  return {
    name: of,
    of,
    weights: weights.map(([whom, weight]) => ({ of: whom, weight })),
    count,
    capacity,
    above: { coefficient: 40, power: 2 },
    below: { coefficient: 20, power: 1 },
    scaling: null,
    ...origin,
  }
}

/** Energy of a species with the given numbers of neighbours, by table index: all, or those on A and on B. */
function energyOf(
  rules: ShellData[],
  centre: number,
  onA: readonly number[],
  onB: readonly number[] = [],
): number {
  const { weight, empty, penalty } = compileShells(species, rules)
  const load = (counts: readonly number[], adds: Int32Array) =>
    counts.reduce((sum, count, index) => sum + count * adds[centre * 4 + index]!, 0)
  return penalty[empty[centre]! + load(onA, weight[0]) + load(onB, weight[1])]!
}

describe('shell rules', () => {
  const halides = rule(
    'Zn2+',
    [
      ['any', 1],
      ['Cl-', 1.5],
    ],
    6,
  )

  it('weigh the neighbours, the last weight that fits counting', () => {
    // [vacancies, waters, zincs, chlorides]
    expect(energyOf([halides], 2, [2, 6, 0, 0])).toBe(0)
    expect(energyOf([halides], 2, [4, 0, 0, 4])).toBe(0)
    expect(energyOf([halides], 2, [1, 7, 0, 0])).toBe(40)
    expect(energyOf([halides], 2, [3, 0, 0, 5])).toBe(40 * 1.5 * 1.5)
    expect(energyOf([halides], 2, [5, 3, 0, 0])).toBe(20 * 3)
  })

  it('cost nothing for species that they are not about', () => {
    expect(energyOf([halides], 1, [0, 8, 0, 0])).toBe(0)
  })

  it('add up where several concern one species', () => {
    const crowding = rule('H2O', [['any', 1]], 4)
    const sharing = rule('H2O', [['cation', 1]], 1)
    for (let zincs = 0; zincs <= 8; zincs++) {
      for (let waters = 0; waters + zincs <= 8; waters++) {
        const neighbours = [8 - zincs - waters, waters, zincs, 0]
        const apart = energyOf([crowding], 1, neighbours) + energyOf([sharing], 1, neighbours)
        expect(energyOf([crowding, sharing], 1, neighbours)).toBe(apart)
      }
    }
  })

  it('give the vacancy one slot without energy', () => {
    const { base, penalty, weight } = compileShells(species, [halides])
    expect(base[0]).toBe(0)
    expect(base[1]).toBe(1)
    expect(penalty[0]).toBe(0)
    for (const adds of weight) expect([...adds.subarray(0, 4)]).toEqual([0, 0, 0, 0])
  })

  it('may compare the two tetrahedra around a site', () => {
    const even = rule('Zn2+', [['any', 1]], 1, 'difference')
    expect(energyOf([even], 2, [1, 3, 0, 0], [2, 2, 0, 0])).toBe(0)
    expect(energyOf([even], 2, [0, 4, 0, 0], [3, 1, 0, 0])).toBe(40 * 4)
    expect(energyOf([even], 2, [3, 1, 0, 0], [0, 4, 0, 0])).toBe(40 * 4)
    expect(energyOf([even], 2, [2, 2, 0, 0], [3, 0, 0, 1])).toBe(0)
    // Three of each: below the capacity of one.
    expect(energyOf([even], 2, [1, 3, 0, 0], [1, 0, 0, 3])).toBe(20)
    const both = [halides, even]
    const sum =
      energyOf([halides], 2, [1, 2, 0, 1], [3, 1]) + energyOf([even], 2, [1, 2, 0, 1], [3, 1])
    expect(energyOf(both, 2, [1, 2, 0, 1], [3, 1])).toBe(sum)
  })
})
