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
    expect(entropyEstimate([5, 0, 5])).toBeCloseTo(Math.LN2 + 1 / 20, 15)
  })

  it('corrects the bias of 400 draws over 50 bins, which the plain sum shows', () => {
    const repetitions = 200
    let corrected = 0
    let plain = 0
    for (let i = 0; i < repetitions; i++) {
      const counts = histogram(400, 50, 4000 + i)
      corrected += entropyEstimate(counts)! / repetitions
      plain += entropyEstimate(counts, Number.POSITIVE_INFINITY)! / repetitions
    }
    expect(Math.abs(corrected - Math.log(50))).toBeLessThan(0.005)
    expect(plain - Math.log(50)).toBeLessThan(-0.05)
  })

  it('corrects more where samples are correlated', () => {
    const plain = -0.6 * Math.log(0.3) - 0.4 * Math.log(0.4)
    expect(entropyEstimate([30, 30, 40], 10)! - plain).toBeCloseTo(2 / 20, 14)
  })

  it('is 0 for one occupied bin and null for none', () => {
    expect(entropyEstimate([0, 7])).toBe(0)
    expect(entropyEstimate([])).toBeNull()
    expect(entropyEstimate(new Uint32Array(4))).toBeNull()
  })
})
