import { describe, expect, it } from 'vitest'
import { correlationTime, integratedTime } from '../../../src/statistics/correlation.ts'
import { estimateSeries } from '../../../src/statistics/estimate.ts'
import { meanVariance } from '../../../src/statistics/series.ts'
import { autoregressive, binomialDeviation } from './series.ts'

const SAMPLES = 8000
const SLOW = 0.3

/** x + 0.3 y of two AR(1) series of φ 0.2 and 0.98: tauInt is (0.75 + 0.09 · 49.5)/1.09 = 4.8 samples. */
const twoTimes = (seed: number) => {
  const slow = autoregressive(SAMPLES, 0.98, 500_000 + seed)
  return autoregressive(SAMPLES, 0.2, seed).map((x, k) => x + SLOW * slow[k]!)
}
const EXACT = (0.75 + SLOW * SLOW * 49.5) / (1 + SLOW * SLOW)

describe('correlationTime', () => {
  it('sees a weak slow part beneath a fast one, and gives errors that cover its mean more often', () => {
    const trials = 120
    const times = { both: 0, window: 0 }
    const covered = { both: 0, window: 0 }
    for (let trial = 0; trial < trials; trial++) {
      const series = twoTimes(11 * trial)
      const { value, standardError, tauInt } = estimateSeries([series])
      const alone = integratedTime(series)!.tauInt
      const errorAlone = Math.sqrt((2 * alone * meanVariance(series).variance!) / SAMPLES)
      times.both += tauInt! / trials
      times.window += alone / trials
      if (Math.abs(value!) < standardError!) covered.both++
      if (Math.abs(value!) < errorAlone) covered.window++
    }
    expect(times.both / EXACT).toBeGreaterThan(0.6)
    expect(times.both / EXACT).toBeLessThan(1.2)
    // What holds 8 % of the variance is found late: 0.60 are covered instead of 0.68.
    expect(binomialDeviation(covered.both, trials, 0.6)).toBeGreaterThan(-4)
    // Control: the window alone sees half of the time at most, and covers 0.40.
    expect(times.window / EXACT).toBeLessThan(0.5)
    expect(binomialDeviation(covered.window, trials, 0.6)).toBeLessThan(-3)
  })

  it.each([
    { phi: 0, seed: 1 },
    { phi: 0.5, seed: 2 },
    { phi: 0.95, seed: 3 },
  ])('is (1 + φ)/(2(1 − φ)) where there is one time, φ = $phi', ({ phi, seed }) => {
    const exact = (1 + phi) / (2 * (1 - phi))
    const found = correlationTime(autoregressive(100_000, phi, seed))!
    expect(found / exact).toBeGreaterThan(0.85)
    expect(found / exact).toBeLessThan(1.25)
  })

  it('is that of the window where a series is too short for blocks, and null where there is none', () => {
    const short = autoregressive(20, 0.5, 4)
    expect(correlationTime(short)).toBe(integratedTime(short)!.tauInt)
    expect(correlationTime(new Float64Array(100).fill(0.1))).toBeNull()
    expect(correlationTime(Float64Array.of(1, 2, 3))).toBeNull()
  })
})
