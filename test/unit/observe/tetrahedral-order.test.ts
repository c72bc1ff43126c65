import { describe, expect, it } from 'vitest'
import { Libration } from '../../../src/observe/libration.ts'
import { BLOCKS } from '../../../src/observe/observer.ts'
import { TetrahedralOrderObserver } from '../../../src/observe/tetrahedral-order.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import {
  emptyBox,
  fillAtRandom,
  hamiltonianOf,
  measured,
  randomBelow,
  TEMPERATURE,
} from './filling.ts'
import { moleculesOf } from './molecules.ts'
import { foursOf } from './naive-order.ts'

const COUNTS = [
  { 'Zn2+': 4, 'Cl-': 8, H2O: 60 },
  { 'Zn2+': 10, 'Cl-': 20, H2O: 25 },
]

describe('tetrahedral order with libration', () => {
  const variance = (8.31446261815324e-3 * TEMPERATURE) / SMALL_FORCE_FIELD.libration!.value

  it.each(COUNTS)('averages every choice of four over its libration: %o', (counts) => {
    const configuration = emptyBox(4, Object.keys(counts))
    fillAtRandom(configuration, counts, randomBelow('order'))
    const observer = new TetrahedralOrderObserver(configuration, hamiltonianOf(configuration))
    const found = measured(observer, 3)

    const box = moleculesOf(configuration)
    const libration = new Libration(variance)
    let [q, logarithm, waters] = [0, 0, 0]
    for (const molecule of box.molecules.filter(({ species }) => species === 'H2O')) {
      for (const { directions, share } of foursOf(molecule, box)) {
        const averages = libration.average(directions)
        q += share * averages.order
        logarithm += share * averages.logarithm
        waters += share
      }
    }
    // Members of a class are averaged in other frames here: the quadrature's own error.
    expect(Math.abs(found.tetrahedralOrder! - q / waters)).toBeLessThan(2e-4)
    expect(Math.abs(found.tetrahedralEntropy! - (1.5 * logarithm) / waters)).toBeLessThan(1e-3)

    const { blocks, bins } = observer.distributions[0]!
    expect(blocks.length).toBe(BLOCKS)
    expect(blocks.map((block) => Math.round(block.reduce((a, b) => a + b, 0) * 1e6) / 1e6)).toEqual(
      Array.from({ length: BLOCKS }, (_, k) => (k === 3 ? counts.H2O : 0)),
    )
    const width = 2 / bins.length
    const mean =
      blocks[3]!.reduce((sum, w, k) => sum + w * (Number(bins[k]) + width / 2), 0) / counts.H2O
    expect(Math.abs(mean - found.tetrahedralOrder!)).toBeLessThan(width / 2)
  })

  it('says by `counted` that nothing is defined for fewer than five waters', () => {
    const configuration = emptyBox(8, ['H2O'])
    fillAtRandom(configuration, { H2O: 4 }, randomBelow('few'))
    const observer = new TetrahedralOrderObserver(configuration, hamiltonianOf(configuration))
    const found = measured(observer)
    expect(found).toEqual({
      tetrahedralOrder: Number.NaN,
      'tetrahedralOrder:fewerThanFour': 1,
      'tetrahedralOrder:counted': 0,
      tetrahedralEntropy: Number.NaN,
      tetrahedralEntropySlope: Number.NaN,
    })
  })

  it('gives the same bits whatever was measured before', () => {
    const configuration = emptyBox(6, ['H2O'])
    const below = randomBelow('history')
    fillAtRandom(configuration, { H2O: 120 }, below)
    const state = configuration.state.slice()
    const fresh = measured(
      new TetrahedralOrderObserver(configuration, hamiltonianOf(configuration)),
    )
    const used = new TetrahedralOrderObserver(configuration, hamiltonianOf(configuration))
    for (let round = 0; round < 5; round++) {
      fillAtRandom(configuration, { H2O: 120 }, below)
      measured(used)
    }
    configuration.fill(state)
    expect(measured(used)).toEqual(fresh)
  })
})
