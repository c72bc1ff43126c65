import { describe, expect, it } from 'vitest'
import { autocorrelation, integratedTime } from '../../../src/statistics/correlation.ts'
import { autoregressive, twoState, whiteNoise } from './series.ts'

describe('autocorrelation', () => {
  it('is the definition, by hand', () => {
    // Deviations -1.5, -0.5, 0.5, 1.5: variance 1.25, lag 1: (0.75 - 0.25 + 0.75) / 3.
    const rho = autocorrelation(Float64Array.of(1, 2, 3, 4), 3)!
    expect(rho[0]).toBe(1)
    expect(rho[1]).toBeCloseTo(1.25 / 3 / 1.25, 14)
    expect(rho[3]).toBeCloseTo(-2.25 / 1.25, 14)
  })

  it('falls as phi^t for an autoregressive series', () => {
    const rho = autocorrelation(autoregressive(200000, 0.9, 11), 20)!
    for (const lag of [1, 5, 10, 20]) expect(Math.abs(rho[lag]! - 0.9 ** lag)).toBeLessThan(0.03)
  })

  it('is null where it is not defined', () => {
    expect(autocorrelation(new Float64Array(10).fill(0.1), 2)).toBeNull()
    expect(autocorrelation(Float64Array.of(1, 2), 2)).toBeNull()
  })
})

describe('integratedTime', () => {
  it('is 1/2 for white noise', () => {
    const { tauInt, standardError } = integratedTime(whiteNoise(100000, 12))!
    expect(Math.abs(tauInt - 0.5)).toBeLessThan(4 * standardError)
    expect(standardError).toBeLessThan(0.01)
  })

  it.each([
    { phi: 0.5, seed: 13 },
    { phi: 0.9, seed: 14 },
    { phi: 0.98, seed: 15 },
  ])('is (1 + phi) / (2 (1 - phi)) for phi = $phi', ({ phi, seed }) => {
    const { tauInt, standardError } = integratedTime(autoregressive(200000, phi, seed))!
    const exact = (1 + phi) / (2 * (1 - phi))
    // The window leaves out a tail of relative weight e^-6 on top of the noise.
    expect(Math.abs(tauInt - exact)).toBeLessThan(4 * standardError + 0.01 * exact)
    expect(standardError).toBeLessThan(0.15 * exact)
  })

  it('bridges lags that are not summed directly', () => {
    const phi = 0.998
    const { tauInt, standardError, window } = integratedTime(autoregressive(2 ** 19, phi, 16))!
    const exact = (1 + phi) / (2 * (1 - phi))
    expect(Math.abs(tauInt - exact)).toBeLessThan(4 * standardError)
    expect(standardError).toBeLessThan(0.25 * exact)
    expect(window).toBeGreaterThan(1024)
  })

  it('has a standard error that is the scatter over repetitions', () => {
    const times = Array.from(
      { length: 200 },
      (_, i) => integratedTime(autoregressive(4000, 0.9, 1000 + i))!,
    )
    const mean = times.reduce((sum, { tauInt }) => sum + tauInt, 0) / 200
    const claimed = times.reduce((sum, { standardError }) => sum + standardError, 0) / 200
    const scatter = Math.sqrt(times.reduce((sum, t) => sum + (t.tauInt - mean) ** 2, 0) / 199)
    expect(Math.abs(mean - 9.5)).toBeLessThan(0.5)
    expect(claimed / scatter).toBeGreaterThan(0.75)
    expect(claimed / scatter).toBeLessThan(1.35)
  })

  it('does not credit anticorrelation', () => {
    const alternating = Float64Array.from({ length: 1000 }, (_, i) => i % 2)
    expect(integratedTime(alternating)?.tauInt).toBe(0.5)
  })

  it('is long for a chain that hardly moves', () => {
    const times = Array.from({ length: 21 }, (_, k) => {
      return integratedTime(twoState(2000, 1 / 1000, 0.01, 100 + k))!.tauInt
    })
    // Where it flips twice at once, or at an end, it looks fast.
    expect(times.toSorted((a, b) => a - b)[10]).toBeGreaterThan(100)
  })

  it('is null where it is not defined', () => {
    expect(integratedTime(new Float64Array(100).fill(0.1))).toBeNull()
    expect(integratedTime(Float64Array.of(1, 2, 3))).toBeNull()
  })
})
