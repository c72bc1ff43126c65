import { describe, expect, it } from 'vitest'
import { blocking } from '../../../src/statistics/correlation.ts'
import { pairAverages } from '../../../src/statistics/series.ts'
import { autoregressive, binomialDeviation, whiteNoise } from './series.ts'

describe('blocking', () => {
  it('takes white noise as it is', () => {
    const { standardError, levels, plateau } = blocking(whiteNoise(2 ** 16, 21))!
    expect(plateau).toBe(true)
    expect(standardError * 256).toBeGreaterThan(0.98)
    expect(standardError * 256).toBeLessThan(1.05)
    expect(levels.map(({ blocks }) => blocks)).toEqual([
      65536, 32768, 16384, 8192, 4096, 2048, 1024, 512, 256, 128, 64, 32, 16,
    ])
  })

  it('finds the plateau of a correlated series at sqrt(2 tauInt variance / n)', () => {
    const { standardError, level, levels, plateau } = blocking(autoregressive(2 ** 18, 0.9, 23))!
    const exact = Math.sqrt((2 * 9.5) / 2 ** 18)
    expect(plateau).toBe(true)
    expect(level).toBeGreaterThanOrEqual(4)
    expect(standardError / exact).toBeGreaterThan(0.9)
    expect(standardError / exact).toBeLessThan(1.1)
    // Control: without blocking the error is too small by sqrt(19).
    expect(levels[0]!.standardError / exact).toBeLessThan(0.25)
  })

  it('says when there is no plateau', () => {
    const drift = Float64Array.from({ length: 1024 }, (_, i) => i)
    expect(blocking(drift)!.plateau).toBe(false)
  })

  it('covers the true mean at the rate of one standard error', () => {
    let covered = 0
    for (let i = 0; i < 200; i++) {
      const series = autoregressive(8192, 0.9, 2200 + i)
      const mean = series.reduce((sum, x) => sum + x, 0) / series.length
      if (Math.abs(mean) < blocking(series)!.standardError) covered++
    }
    expect(Math.abs(binomialDeviation(covered, 200, 0.683))).toBeLessThan(4)
  })

  it('handles series that do not vary or are too short', () => {
    const constant = blocking(new Float64Array(64).fill(0.1))!
    expect(constant.standardError).toBe(0)
    expect(constant.plateau).toBe(true)
    expect(blocking(new Float64Array(31))).toBeNull()
  })
})

describe('pairAverages', () => {
  it('leaves out an odd last value', () => {
    expect(pairAverages(Float64Array.of(1, 3, 5, 9, 100))).toEqual(Float64Array.of(2, 7))
  })
})
