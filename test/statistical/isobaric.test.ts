import { describe, expect, it } from 'vitest'
import { vacanciesAtPressure } from '../../src/methods/filling-at-pressure.ts'
import { sitesOf } from '../../src/methods/method.ts'
import { pressureUnit } from '../../src/methods/pressure.ts'
import { siteVolume } from '../../src/model/solution.ts'
import { bareWater } from '../support/bare-water.ts'
import { carriedOut } from '../support/carried-out.ts'

const CELLS = 6
/** Of a search, as found in six seeds. */
const SCATTER = 0.005

/** ln of the number of ways to put k particles on n sites, up to a term in k alone. */
function logWays(n: number, k: number): number {
  let sum = 0
  for (let i = 1; i <= k; i++) sum += Math.log(n - k + i)
  return sum
}

/**
 * What the search would find without noise: the pressure of a wall across a box of this size, which counts states
 * exactly, less a background of so many kT, as a function of the filling in the middle.
 */
function inBox(cohesion: number, reduced: number): number {
  const area = CELLS * CELLS
  const layers = 2 * CELLS - 3
  const at = (particles: number) => {
    const square = (particles * particles) / (area * layers * area * (layers + 1))
    const felt = logWays((layers + 1) * area, particles) - logWays(layers * area, particles)
    return { vacant: 1 - Math.sqrt(square), pressure: felt / area - cohesion * square }
  }
  for (let particles = 2; ; particles++) {
    const [a, b] = [at(particles - 1), at(particles)]
    if (b.pressure < reduced) continue
    const part = (reduced - a.pressure) / (b.pressure - a.pressure)
    return a.vacant + part * (b.vacant - a.vacant)
  }
}

describe('the vacancies of a pressure', { timeout: 120_000 }, () => {
  const found = (cohesion: number, reduced: number) => {
    const scenario = bareWater(0, { cells: CELLS, cohesion })
    const unit = pressureUnit(298.15, siteVolume(scenario.forceField.spacing.value))
    const plan = vacanciesAtPressure(
      scenario,
      (one) => {
        const { density } = one
        const filling = density.kind === 'vacancies' ? 1 - density.fraction : 0.63
        return { H2O: Math.round(filling * sitesOf(one)) }
      },
      reduced * unit,
    )
    return carriedOut(plan)!
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

  it('are the exact ones of a lattice gas', () => {
    const vacant = found(0, 0.9)
    expect(Math.abs(vacant - exact(0, 0.9)) / SCATTER).toBeLessThan(4)
    expect(Math.abs(vacant - exact(0, 0.8)) / SCATTER).toBeGreaterThan(5)
  })

  it('and of one with a background, but for noise', () => {
    // Walls in a box this small are worth a thousandth.
    expect(Math.abs(inBox(0.5, 0.9) - exact(0.5, 0.9))).toBeLessThan(0.001)
    const vacant = found(0.5, 0.9)
    expect(Math.abs(vacant - inBox(0.5, 0.9)) / SCATTER).toBeLessThan(4)
    expect(Math.abs(vacant - inBox(0, 0.9)) / SCATTER).toBeGreaterThan(5)
  })
})
