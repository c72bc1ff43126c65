import { describe, expect, it } from 'vitest'
import { jackknife, jackknifeReplicas } from '../../../src/statistics/jackknife.ts'
import { meanVariance, seriesBlocks } from '../../../src/statistics/series.ts'
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

describe('jackknifeReplicas', () => {
  const blocksOf = (series: Float64Array) => seriesBlocks(series, 16)

  it('is the jackknife of all blocks, but for its error', () => {
    const replicas = [41, 42].map((seed) => blocksOf(whiteNoise(1600, seed)))
    const found = jackknifeReplicas(replicas, variance)
    const plain = jackknife(replicas.flat(), variance)
    expect({ ...found, standardError: plain.standardError }).toEqual(plain)
    expect(mean([...found.pseudovalues])).toBeCloseTo(found.biasCorrected, 12)
  })

  it('has the error that replicas apart have, which blocks that agree hide', () => {
    const apart = [0, 1].map((r) => blocksOf(whiteNoise(1600, 43 + r).map((x) => (1 + r) * x)))
    // The variances are 1 and 4: half of what lies between them is 1.5.
    expect(jackknifeReplicas(apart, variance).standardError).toBeGreaterThan(1.2)
    expect(jackknife(apart.flat(), variance).standardError).toBeLessThan(0.4)
  })

  it('covers the mean where blocks are correlated, which taking them for independent does not', () => {
    const trials = 200
    const covered = { replicas: 0, blocks: 0 }
    const meanOf = (blocks: readonly Float64Array[]) => mean(blocks.flatMap((block) => [...block]))
    for (let trial = 0; trial < trials; trial++) {
      const replicas = [0, 1].map((r) => blocksOf(autoregressive(320, 0.95, 7700 + 2 * trial + r)))
      const { value, standardError } = jackknifeReplicas(replicas, meanOf)
      if (Math.abs(value) < standardError) covered.replicas++
      if (Math.abs(value) < jackknife(replicas.flat(), meanOf).standardError) covered.blocks++
    }
    expect(binomialDeviation(covered.replicas, trials, 0.65)).toBeGreaterThan(-4)
    expect(binomialDeviation(covered.blocks, trials, 0.65)).toBeLessThan(-4)
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
