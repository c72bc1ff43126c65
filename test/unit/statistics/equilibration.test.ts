import { describe, expect, it } from 'vitest'
import { transientBlocks } from '../../../src/statistics/correlation.ts'
import { estimateSeries } from '../../../src/statistics/estimate.ts'
import { autoregressive } from './series.ts'

const BLOCKS = 16
const SAMPLES = 3200

/** A stationary series of mean 0 and tauInt 4.5, and the same that starts 8 deviations off. */
const stationary = (seed: number) => autoregressive(SAMPLES, 0.8, seed)
const drifting = (seed: number) =>
  stationary(seed).map((value, k) => value + 8 * Math.exp(-k / (0.08 * SAMPLES)))

const seeds = Array.from({ length: 40 }, (_, k) => k + 1)

describe('what is not yet at equilibrium', () => {
  it('is left out', () => {
    for (const seed of seeds) {
      const dropped = transientBlocks(drifting(seed), BLOCKS)
      // The drift, 8 e^(−k/1.28) deviations after k blocks, stays above three of them in the first two.
      expect(dropped).toBeGreaterThanOrEqual(2)
      expect(dropped).toBeLessThanOrEqual(BLOCKS / 2)
    }
  })

  it('leaves a mean that its error covers, which the whole series does not', () => {
    const score = (series: Float64Array) => {
      const { value, standardError } = estimateSeries([series])
      return Math.abs(value! / standardError!)
    }
    let wholeMissed = 0
    for (const seed of seeds) {
      const series = drifting(seed)
      const from = (transientBlocks(series, BLOCKS) * SAMPLES) / BLOCKS
      expect(score(series.subarray(from))).toBeLessThan(4)
      if (Math.abs(estimateSeries([series]).value!) > 0.3) wholeMissed += 1
    }
    expect(wholeMissed).toBe(seeds.length)
  })

  it('is little of a stationary series', () => {
    const dropped = seeds.map((seed) => transientBlocks(stationary(seed), BLOCKS))
    const mean = dropped.reduce((sum, count) => sum + count, 0) / dropped.length
    expect(mean).toBeLessThan(2)
  })

  it('is nothing of a constant one', () => {
    expect(transientBlocks(new Float64Array(100).fill(3), BLOCKS)).toBe(0)
  })
})
