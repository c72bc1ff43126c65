import { describe, expect, test } from 'vitest'
import { rungsBetween } from '../../../src/methods/ladder-spacing.ts'
import { GAS_CONSTANT } from '../../../src/units/constants.ts'

/** √[Δβ·ΔE] between neighbours, of a heat capacity of so many R. */
function stepsOf(rungs: readonly number[], capacity: number): number[] {
  return rungs.slice(1).map((t, k) => {
    const below = rungs[k]!
    return Math.sqrt(capacity * (1 / below - 1 / t) * (t - below))
  })
}

describe('rungs from energies that are known', () => {
  const capacity = 400
  const energyAt = (temperature: number) => (capacity * GAS_CONSTANT * temperature) / 1000
  const looks = [200, 230, 300].map((t) => ({ temperature: t, enthalpy: energyAt(t) }))

  test('are all equally far apart, as a third of exchanges asks', () => {
    const rungs = rungsBetween(looks, [200, 300])
    expect([rungs[0], rungs.at(-1)]).toEqual([200, 300])
    const steps = stepsOf(rungs, capacity)
    // erfc(½·1.19) = 40 %, erfc(½·1.63) = 25 %
    for (const step of steps) {
      expect(step).toBeGreaterThan(1.19)
      expect(step).toBeLessThan(1.63)
      expect(step / steps[0]!).toBeCloseTo(1, 1)
    }
  })

  test('pass through what is fixed between the ends', () => {
    const rungs = rungsBetween(looks, [200, 271.5, 300])
    expect(rungs).toContain(271.5)
    expect(rungs).toEqual(rungs.toSorted((a, b) => a - b))
  })

  test('are closer where more heat is taken up', () => {
    const [cold, middle, hot] = looks
    const uneven = [cold!, { ...middle!, enthalpy: middle!.enthalpy + 70 }, hot!]
    expect(rungsBetween(uneven, [200, 300])[1]).toBeLessThan(rungsBetween(looks, [200, 300])[1]!)
  })

  test('are the ends alone where the energy does not grow', () => {
    const flat = looks.map((look) => ({ ...look, enthalpy: 5 }))
    expect(rungsBetween(flat, [200, 300])).toEqual([200, 300])
  })
})
