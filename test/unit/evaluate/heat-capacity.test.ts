import { describe, expect, it } from 'vitest'
import { heatCapacity } from '../../../src/evaluate/heat-capacity.ts'

const R = 8.31446261815324

describe('heat capacity', () => {
  it('is Schottky’s for independent two-level particles', () => {
    const [gap, temperature] = [5, 300]
    const x = (gap * 1000) / (R * temperature)
    const p = 1 / (1 + Math.exp(x))
    // A series in which the upper level is held for a share p of the time.
    const samples = 100_000
    const enthalpy = Array.from({ length: samples }, (_, k) => (k < p * samples ? gap : 0))
    const schottky = R * x * x * p * (1 - p)
    expect(
      heatCapacity(
        enthalpy,
        enthalpy.map(() => 0),
        temperature,
        1,
      ),
    ).toBeCloseTo(schottky, 3)
    expect(
      heatCapacity(
        enthalpy,
        enthalpy.map(() => 0),
        temperature,
        10,
      ),
    ).toBeCloseTo(schottky / 10, 4)
  })

  it('adds the enthalpy’s own slope, in J/mol/K', () => {
    expect(heatCapacity([-700, -700], [0.01, 0.03], 298, 4)).toBeCloseTo(20 / 4, 12)
  })

  it('does not suffer from a large mean', () => {
    const wave = Array.from({ length: 100 }, (_, k) => (k % 2 === 0 ? 1 : -1))
    const flat = wave.map(() => 0)
    const shifted = wave.map((h) => h - 1e7)
    expect(heatCapacity(shifted, flat, 300, 1) / heatCapacity(wave, flat, 300, 1)).toBeCloseTo(1, 8)
  })

  it('refuses series that do not belong together', () => {
    expect(() => heatCapacity([], [], 300, 1)).toThrow(RangeError)
    expect(() => heatCapacity([1, 2], [1], 300, 1)).toThrow(RangeError)
  })
})
