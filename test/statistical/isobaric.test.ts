import { describe, expect, it } from 'vitest'
import { siteVolume } from '../../src/model/solution.ts'
import { sitesOf } from '../../src/thermodynamics/extra-run.ts'
import { vacanciesAtPressure } from '../../src/thermodynamics/filling-at-pressure.ts'
import { pressureUnit } from '../../src/thermodynamics/wall-runs.ts'
import { bareWater } from '../support/bare-water.ts'

const CELLS = 6

describe('the vacancies of a pressure', { timeout: 120_000 }, () => {
  const found = (cohesion: number, reduced: number) => {
    const scenario = bareWater(0, { cells: CELLS, cohesion })
    const unit = pressureUnit(298.15, siteVolume(scenario.forceField.spacing.value))
    return vacanciesAtPressure(
      scenario,
      (one) => {
        const { density } = one
        const filling = density.kind === 'vacancies' ? 1 - density.fraction : 0.63
        return { H2O: Math.round(filling * sitesOf(one)) }
      },
      reduced * unit,
    )!
  }
  /** βpv = −ln(vacancies) − a(1 − vacancies)², by halving. */
  const exact = (cohesion: number, reduced: number) => {
    let [low, high] = [0.1, 0.9]
    while (high - low > 1e-9) {
      const v = (low + high) / 2
      if (-Math.log(v) - cohesion * (1 - v) * (1 - v) > reduced) low = v
      else high = v
    }
    return low
  }

  // With a background of 0.5 kT the share found in 6³ cells was 0.331 for 0.323: not yet understood.
  it('are the exact ones of a lattice gas', () => {
    expect(found(0, 0.9)).toBeCloseTo(exact(0, 0.9), 2)
    expect(Math.abs(exact(0, 0.9) - exact(0, 0.88))).toBeGreaterThan(0.005)
  })
})
