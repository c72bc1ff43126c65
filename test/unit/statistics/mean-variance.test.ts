import { describe, expect, it } from 'vitest'
import { compensatedSum, meanVariance } from '../../../src/statistics/series.ts'
import { whiteNoise } from './series.ts'

describe('compensatedSum', () => {
  it('keeps what a plain sum loses', () => {
    const values = [1, 1e100, 1, -1e100]
    expect(values.reduce((sum, value) => sum + value, 0)).toBe(0)
    expect(compensatedSum(values)).toBe(2)
    expect(compensatedSum(new Float64Array(1e6).fill(0.1))).toBe(1e5)
  })

  it('is 0 for no values', () => {
    expect(compensatedSum([])).toBe(0)
  })
})

describe('meanVariance', () => {
  it('is right for small cases by hand', () => {
    expect(meanVariance(Float64Array.of(1, 2, 3, 6))).toEqual({ mean: 3, variance: 14 / 3 })
    expect(meanVariance(Float64Array.of(7))).toEqual({ mean: 7, variance: null })
  })

  it('does not suffer from a large offset', () => {
    const noise = whiteNoise(1000, 1).map((x) => Math.round(x * 1024) / 1024)
    const { mean, variance } = meanVariance(noise)
    const far = meanVariance(noise.map((x) => x + 2 ** 40))
    expect(far.variance).toBeCloseTo(variance!, 10)
    expect(far.mean - 2 ** 40).toBeCloseTo(mean, 3)
  })

  it('is exact for a constant that has no short binary form', () => {
    expect(meanVariance(new Float64Array(1000).fill(0.1))).toEqual({ mean: 0.1, variance: 0 })
  })

  it('refuses an empty series', () => {
    expect(() => meanVariance(new Float64Array(0))).toThrow(RangeError)
  })
})
