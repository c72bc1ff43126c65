import { describe, expect, it } from 'vitest'
import type { Configuration } from '../../../src/model/configuration.ts'
import { IceOctantObserver } from '../../../src/observe/ice-octants.ts'
import { IceOrderObserver } from '../../../src/observe/ice-order.ts'
import { emptyBox, fillAtRandom, measured, perfectIce, randomBelow } from './filling.ts'

const mostOrderedOctant = (configuration: Configuration) =>
  measured(new IceOctantObserver(configuration))['iceOrder:mostOrderedOctant']!

/** Mean over random fillings of a box with a share of water. */
function randomMean(cells: number, share: number, rounds: number): number {
  const configuration = emptyBox(cells, ['H2O'])
  const H2O = Math.round(share * configuration.lattice.sites)
  const below = randomBelow('ice blocks')
  let mean = 0
  for (let round = 0; round < rounds; round++) {
    fillAtRandom(configuration, { H2O }, below)
    mean += mostOrderedOctant(configuration) / rounds
  }
  return mean
}

describe('ice by blocks', () => {
  it('finds a frozen eighth of a box', () => {
    const ice = perfectIce(8)
    const liquid = emptyBox(8, ['H2O'])
    fillAtRandom(liquid, { H2O: 550 }, randomBelow('frozen eighth'))
    const isInside = (site: number) => ice.lattice.position(site).every((c) => c >= 8)
    const state = liquid.state.map((own, site) => (isInside(site) ? ice.state[site]! : own))
    liquid.fill(state)
    expect(mostOrderedOctant(liquid)).toBe(1)
    expect(measured(new IceOrderObserver(liquid)).iceOrder).toBeLessThan(0.1)
  })

  it('is the order of the whole box below 8 cells', () => {
    const configuration = emptyBox(6, ['H2O'])
    fillAtRandom(configuration, { H2O: 200 }, randomBelow('one block'))
    const { iceOrder } = measured(new IceOrderObserver(configuration))
    expect(mostOrderedOctant(configuration)).toBeCloseTo(iceOrder!, 12)
  })

  it('has no order in full blocks of odd edge, whose sublattices differ in size', () => {
    const full = emptyBox(10, ['H2O'])
    full.fill(full.state.map(() => full.model.states.first[1]!))
    expect(mostOrderedOctant(full)).toBe(0)
    expect(mostOrderedOctant(perfectIce(10))).toBe(1)
  })

  it('is 4(1 − x)/(πMx) in a random block of M sites', () => {
    const [x, sites] = [0.5, 432]
    const ideal = (4 * (1 - x)) / (Math.PI * sites * x)
    const found = randomMean(6, x, 4000)
    // A product of two half-normal numbers has a relative deviation of √(π²/4 − 1) = 1.21.
    expect(Math.abs(found / ideal - 1)).toBeLessThan((4 * 1.21) / Math.sqrt(4000) + 2 / sites)
  })

  it('is some three times that for the largest of eight', () => {
    const ideal = (4 * 0.46) / (Math.PI * 128 * 0.54)
    const ratio = randomMean(8, 0.54, 400) / ideal
    expect(ratio).toBeGreaterThan(2.5)
    expect(ratio).toBeLessThan(4)
  })
})
