import { describe, expect, it } from 'vitest'
import { jackknife } from '../../../src/statistics/jackknife.ts'
import { meanVariance } from '../../../src/statistics/mean-variance.ts'
import { seriesBlocks } from '../../../src/statistics/series-blocks.ts'
import { autoregressive, binomialDeviation, whiteNoise } from './series.ts'

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length

function variance(blocks: readonly Float64Array[]): number {
  const n = blocks.reduce((sum, block) => sum + block.length, 0)
  let first = 0
  let second = 0
  for (const block of blocks) {
    for (const x of block) {
      first += x
      second += x * x
    }
  }
  return second / n - (first / n) * (first / n)
}

describe('jackknife', () => {
  it('is the standard error of the mean for the mean', () => {
    const values = Array.from(whiteNoise(50, 31))
    const { value, biasCorrected, standardError } = jackknife(values, mean)
    expect(value).toBe(mean(values))
    expect(biasCorrected).toBeCloseTo(value, 12)
    const exact = Math.sqrt(meanVariance(Float64Array.from(values)).variance! / 50)
    expect(standardError).toBeCloseTo(exact, 12)
  })

  it('removes the bias 1/n of the variance about the own mean', () => {
    const blocks = seriesBlocks(whiteNoise(20, 32), 20)
    const { value, biasCorrected } = jackknife(blocks, variance)
    expect(biasCorrected).toBeCloseTo((value * 20) / 19, 12)
  })

  it('covers the variance of a correlated series, where single samples as blocks do not', () => {
    const covered = { blocks: 0, samples: 0 }
    for (let i = 0; i < 200; i++) {
      const series = autoregressive(4000, 0.9, 3300 + i)
      const { biasCorrected, standardError } = jackknife(seriesBlocks(series, 20), variance)
      if (Math.abs(biasCorrected - 1) < standardError) covered.blocks++
      // The jackknife of single samples has the closed form of an error of the mean of x^2.
      const naive = Math.sqrt(meanVariance(series.map((x) => x * x)).variance! / series.length)
      if (Math.abs(biasCorrected - 1) < naive) covered.samples++
    }
    expect(Math.abs(binomialDeviation(covered.blocks, 200, 0.675))).toBeLessThan(4)
    expect(binomialDeviation(covered.samples, 200, 0.675)).toBeLessThan(-4)
  })

  it('needs two blocks', () => {
    expect(() => jackknife([1], mean)).toThrow(RangeError)
  })
})

describe('seriesBlocks', () => {
  it('leaves out the surplus at the beginning', () => {
    const blocks = seriesBlocks(Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7), 3)
    expect(blocks.map((block) => [...block])).toEqual([
      [2, 3],
      [4, 5],
      [6, 7],
    ])
  })

  it('refuses blocks without samples', () => {
    expect(() => seriesBlocks(Float64Array.of(1, 2), 3)).toThrow(RangeError)
    expect(() => seriesBlocks(Float64Array.of(1, 2), 0)).not.toThrow()
  })
})
