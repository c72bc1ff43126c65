import { describe, expect, it } from 'vitest'
import { bjerrumLength, permittivity } from '../../../src/model/dielectric.ts'

/** Malmberg & Maryott, J. Res. Natl. Bur. Stand. 56, 1 (1956). */
const WATER = {
  coefficients: [87.74, -0.40008, 9.398e-4, -1.41e-6],
  from: 0,
  to: 100,
  slopeBelow: -1.25,
  slopeAbove: -1.7,
  source: 'test',
  role: 'taken',
} as const

describe('permittivity of water', () => {
  it('has the values known at room temperature', () => {
    // °C, ε: the values commonly quoted from the source.
    for (const [celsius, value] of [
      [20, 80.1],
      [25, 78.3],
    ] as const) {
      expect(permittivity(WATER, 273.15 + celsius).value).toBeCloseTo(value, 1)
    }
  })

  it.each([233.15, 262, 290, 298.15, 350, 372, 390])('has consistent derivatives at %f K', (t) => {
    const step = 0.01
    const [below, here, above] = [t - step, t, t + step].map((x) => permittivity(WATER, x))
    const slope = (t * (above!.value - below!.value)) / (2 * step * here!.value)
    expect(here!.slope).toBeCloseTo(slope, 5)
    expect(here!.slopeChange).toBeCloseTo((above!.slope - below!.slope) / (2 * step), 5)
  })

  it('goes on without a jump beyond its range, and says that it does', () => {
    for (const end of [273.15, 373.15]) {
      const inside = permittivity(WATER, end)
      const sign = end < 300 ? -1 : 1
      const outside = permittivity(WATER, end + sign * 1e-6)
      expect(inside.extrapolated).toBe(false)
      expect(outside.extrapolated).toBe(true)
      expect(outside.value).toBeCloseTo(inside.value, 4)
      expect(outside.slope).toBeCloseTo(inside.slope, 1)
    }
  })
})

describe('Bjerrum length', () => {
  it('is 7.15 Å in water at 25 °C, and 560.4 Å in vacuum', () => {
    expect(bjerrumLength(78.36, 298.15)).toBeCloseTo(7.15, 2)
    expect(bjerrumLength(1, 298.15)).toBeCloseTo(560.4, 0)
  })
})
