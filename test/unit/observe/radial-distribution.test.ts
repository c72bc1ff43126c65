import { describe, expect, it } from 'vitest'
import type { Configuration } from '../../../src/model/configuration.ts'
import type { Distribution } from '../../../src/observe/observer.ts'
import { RadialDistributionObserver } from '../../../src/observe/radial-distribution.ts'
import { emptyBox, fillAtRandom, measured, perfectIce, randomBelow } from './filling.ts'

/** g by shell, as a reader of the distribution works it out. */
function radial({ blocks, reference }: Distribution): number[] {
  const pairs = blocks[0]!.reduce((sum, count) => sum + count, 0)
  return reference!.map((share, bin) => blocks[0]![bin]! / pairs / share)
}

function gOf(configuration: Configuration): Record<string, number[]> {
  const observer = new RadialDistributionObserver(configuration)
  measured(observer)
  return Object.fromEntries(observer.distributions.map((one) => [one.name, radial(one)]))
}

const MIXTURE = { 'Zn2+': 3, 'Cl-': 2, H2O: 5 }

/** Mean and standard error of g by shell over random fillings of a box of 16 sites, by pair. */
function randomMeans(rounds: number): Map<string, { mean: number; error: number }[]> {
  const configuration = emptyBox(2, Object.keys(MIXTURE))
  const below = randomBelow('random mixture')
  const samples = new Map<string, number[][]>()
  for (let round = 0; round < rounds; round++) {
    fillAtRandom(configuration, MIXTURE, below)
    for (const [name, g] of Object.entries(gOf(configuration))) {
      samples.set(name, [...(samples.get(name) ?? []), g])
    }
  }
  const summary = (values: number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / rounds
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    return { mean, error: Math.sqrt(squares / rounds / (rounds - 1)) }
  }
  return new Map(
    [...samples].map(([name, rows]) => [
      name,
      rows[0]!.map((_, shell) => summary(rows.map((row) => row[shell]!))),
    ]),
  )
}

describe('radial distribution', () => {
  it('is that of diamond in perfect ice', () => {
    const g = gOf(perfectIce(6))['radialDistribution:H2O-H2O']!
    const waters = 216
    const ideal = (waters - 1) / (2 * waters - 1)
    // Diamond has 4 neighbours at √3, 12 at √8, 12 at √11, 6 at 4, and none on (200) and (222).
    const neighbours = [4, 0, 12, 12, 0, 6]
    const sites = [8, 6, 12, 24, 8, 6]
    for (const [shell, number] of neighbours.entries()) {
      expect(g[shell]).toBeCloseTo(number / sites[shell]! / ideal, 12)
    }
  })

  it('has distances of the lattice in Å, and the rest of the box', () => {
    const observer = new RadialDistributionObserver(emptyBox(6, ['Cl-']))
    expect(observer.distributions[0]!.bins).toEqual([
      ...[2.76, 3.187, 4.507, 5.285, 5.52, 6.374],
      'farther',
    ])
    const all = observer.distributions[0]!.reference!.reduce((sum, share) => sum + share, 0)
    expect(all).toBeCloseTo(1, 12)
  })

  it('ends where the smallest box ends', () => {
    const observer = new RadialDistributionObserver(emptyBox(2, ['Cl-', 'Zn2+']))
    const { bins, reference } = observer.distributions[0]!
    expect(bins).toEqual([2.76, 3.187, 4.507, 5.52])
    expect(reference!.map((share) => Math.round(15 * share))).toEqual([8, 3, 3, 1])
    const names = observer.distributions.map(({ name }) => name.slice('radialDistribution:'.length))
    expect(names).toEqual(['Zn2+-Zn2+', 'Zn2+-Cl-', 'Cl--Cl-'])
  })

  it('is 1 at random, for like and unlike pairs of a tiny box', () => {
    const means = randomMeans(4000)
    expect(means.size).toBe(6)
    for (const [name, shells] of means) {
      for (const { mean, error } of shells) expect(Math.abs(mean - 1), name).toBeLessThan(4 * error)
    }
  })

  it('would not be 1 with N in place of N − 1', () => {
    const shells = [...randomMeans(4000).values()].flat()
    const wrong = shells.filter(
      ({ mean, error }) => Math.abs((mean * 16) / 15 - 1) > (4 * error * 16) / 15,
    )
    expect(wrong.length).toBeGreaterThan(10)
  })
})
