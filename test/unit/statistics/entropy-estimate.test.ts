import { describe, expect, it } from 'vitest'
import { entropyEstimate } from '../../../src/statistics/entropy-estimate.ts'
import { uniforms } from './series.ts'

function histogram(draws: number, bins: number, seed: number): Uint32Array {
  const uniform = uniforms(seed)
  const counts = new Uint32Array(bins)
  for (let i = 0; i < draws; i++) counts[Math.floor(uniform() * bins)]!++
  return counts
}

describe('entropyEstimate', () => {
  it('is ln 2 plus its correction for two equal bins, by hand', () => {
    const { value, plugIn, standardError, occupied } = entropyEstimate([5, 0, 5])!
    expect(plugIn).toBeCloseTo(Math.LN2, 15)
    expect(value).toBeCloseTo(Math.LN2 + 1 / 20, 15)
    expect(standardError).toBeCloseTo(0, 7)
    expect(occupied).toBe(2)
  })

  it('corrects the bias of 400 draws over 50 bins, which the plain sum shows', () => {
    const repetitions = 200
    let corrected = 0
    let plain = 0
    for (let i = 0; i < repetitions; i++) {
      const estimate = entropyEstimate(histogram(400, 50, 4000 + i))!
      corrected += estimate.value / repetitions
      plain += estimate.plugIn / repetitions
    }
    expect(Math.abs(corrected - Math.log(50))).toBeLessThan(0.005)
    expect(plain - Math.log(50)).toBeLessThan(-0.05)
  })

  it('has the standard error of a frequency', () => {
    // Derivative of the entropy of (p, 1 - p) times the binomial error of p = 0.2.
    const { standardError } = entropyEstimate([20, 80])!
    expect(standardError).toBeCloseTo(Math.log(0.8 / 0.2) * Math.sqrt((0.2 * 0.8) / 100), 12)
  })

  it('corrects more where samples are correlated', () => {
    const { value, plugIn } = entropyEstimate([30, 30, 40], 10)!
    expect(value - plugIn).toBeCloseTo(2 / 20, 14)
  })

  it('is 0 for one occupied bin and null for none', () => {
    expect(entropyEstimate([0, 7])).toEqual({
      value: 0,
      plugIn: 0,
      standardError: 0,
      occupied: 1,
    })
    expect(entropyEstimate([])).toBeNull()
    expect(entropyEstimate(new Uint32Array(4))).toBeNull()
  })
})
