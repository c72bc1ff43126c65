import { describe, expect, it } from 'vitest'
import { DensityFluctuationObserver } from '../../../src/observe/density-fluctuation.ts'
import { emptyBox, fillAtRandom, measured, perfectIce, randomBelow } from './filling.ts'

describe('density fluctuation', () => {
  it('is (1 − x) N/(N − 1) in an ideal mixture of N sites', () => {
    const configuration = emptyBox(6, ['H2O', 'Cl-'])
    const observer = new DensityFluctuationObserver(configuration)
    const below = randomBelow('ideal mixture')
    const rounds = 600
    let [water, chloride] = [0, 0]
    for (let round = 0; round < rounds; round++) {
      fillAtRandom(configuration, { H2O: 216, 'Cl-': 54 }, below)
      const found = measured(observer)
      water += found['densityFluctuation:H2O']! / rounds
      chloride += found['densityFluctuation:Cl-']! / rounds
    }
    const sites = configuration.lattice.sites
    // One wave's square is exponentially distributed: relative error 1/√(3 × rounds) = 2.4 %.
    const error = 1 / Math.sqrt(3 * rounds)
    const ideal = (x: number) => ((1 - x) * sites) / (sites - 1)
    expect(Math.abs(water / ideal(216 / sites) - 1)).toBeLessThan(4 * error)
    expect(Math.abs(chloride / ideal(54 / sites) - 1)).toBeLessThan(4 * error)
  })

  it('is 0 in a crystal and N/3 in a slab', () => {
    expect(
      measured(new DensityFluctuationObserver(perfectIce(4)))['densityFluctuation:H2O'],
    ).toBeCloseTo(0, 12)
    const slab = emptyBox(8, ['Cl-'])
    const state = slab.state.map((_, site) => (slab.lattice.position(site)[2] === 0 ? 1 : 0))
    slab.fill(state)
    expect(measured(new DensityFluctuationObserver(slab))['densityFluctuation:Cl-']).toBeCloseTo(
      64 / 3,
      9,
    )
  })
})
