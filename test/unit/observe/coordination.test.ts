import { describe, expect, it } from 'vitest'
import type { Configuration } from '../../../src/model/configuration.ts'
import { CoordinationObserver } from '../../../src/observe/coordination.ts'
import { FreeWaterObserver } from '../../../src/observe/free-water.ts'
import { createObservers } from '../../../src/observe/registry.ts'
import { emptyBox, fillAtRandom, hamiltonianOf, measured, randomBelow } from './filling.ts'

/** One zinc with six waters around it, and three more out of its reach. */
function hydratedZinc(): Configuration {
  const configuration = emptyBox(6, ['H2O', 'Zn2+', 'Cl-'])
  const { lattice, model } = configuration
  const neighbours = new Int32Array(8)
  lattice.nearest(0, neighbours)
  const state = new Uint8Array(lattice.sites)
  state[0] = model.states.first[2]!
  for (const site of neighbours.slice(0, 6)) state[site] = model.states.first[1]!
  state[lattice.siteAt(6, 6, 6)] = model.states.first[3]!
  for (const x of [4, 6, 8]) state[lattice.siteAt(x, 6, 2)] = model.states.first[1]!
  state[lattice.siteAt(7, 7, 7)] = model.states.first[1]!
  configuration.fill(state)
  return configuration
}

describe('coordination', () => {
  it('is 6 for a zinc with six waters', () => {
    const configuration = hydratedZinc()
    const observer = new CoordinationObserver(configuration)
    expect(measured(observer, 2)).toEqual({
      'coordination:Zn2+-H2O': 6,
      'coordination:Zn2+-Cl-': 0,
      'coordination:Cl--H2O': 1,
    })
    const histogram = observer.distributions.find(({ name }) => name === 'coordination:Zn2+-H2O')!
    expect([...histogram.blocks[2]!]).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0])
    expect(histogram.bins).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('leaves free the waters in no shell of a cation', () => {
    expect(measured(new FreeWaterObserver(hydratedZinc()))).toEqual({
      freeWaterFraction: 0.4,
      untouchedWaterFraction: 0.3,
    })
  })

  it('is 8x in a random mixture, other sites being as good as any', () => {
    const configuration = emptyBox(6, ['H2O', 'Zn2+', 'Cl-'])
    const observer = new CoordinationObserver(configuration)
    const below = randomBelow('coordination')
    const rounds = 100
    let mean = 0
    for (let round = 0; round < rounds; round++) {
      fillAtRandom(configuration, { 'Zn2+': 40, 'Cl-': 80, H2O: 150 }, below)
      mean += measured(observer)['coordination:Zn2+-H2O']! / rounds
    }
    const x = 150 / 431
    const error = Math.sqrt((8 * x * (1 - x)) / (40 * rounds))
    expect(Math.abs(mean - 8 * x)).toBeLessThan(4 * error)
    const gathered = observer.distributions[0]!.blocks[0]!.reduce((sum, ions) => sum + ions, 0)
    expect(gathered).toBe(40 * rounds)
  })

  it('isolated: a lone water has no bond, no neighbours, and is free', () => {
    const configuration = emptyBox(4, ['H2O', 'Zn2+'])
    fillAtRandom(configuration, { H2O: 1 }, randomBelow('lone'))
    const observers = createObservers(['default'], configuration, hamiltonianOf(configuration))
    const found = Object.assign({}, ...observers.map((observer) => measured(observer)))
    expect(found).toMatchObject({
      hydrogenBondsPerWater: 0,
      'hydrogenBondShare:0': 1,
      'hydroxyl:free': 1,
      'waterFraction:none': 1,
      'coordination:Zn2+-H2O': 0,
      freeWaterFraction: 1,
      untouchedWaterFraction: 1,
      'densityFluctuation:H2O': 1,
      'densityFluctuation:Zn2+': 0,
      iceOrder: 0,
    })
    // Without four other waters there is no tetrahedral order.
    expect(Object.keys(found).filter((name) => name.startsWith('tetrahedral'))).toEqual([])
    expect(Object.values(found).every(Number.isFinite)).toBe(true)
  })
})
