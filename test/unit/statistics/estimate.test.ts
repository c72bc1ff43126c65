import { describe, expect, it } from 'vitest'
import { estimateSeries } from '../../../src/statistics/estimate.ts'
import { meanVariance } from '../../../src/statistics/series.ts'
import { autoregressive, binomialDeviation, twoState, whiteNoise } from './series.ts'

const replicasOf = (count: number, n: number, phi: number, seed: number) =>
  Array.from({ length: count }, (_, r) => autoregressive(n, phi, seed + r))

describe('estimateSeries', () => {
  it('finds mean, error, time and effective samples of a correlated series', () => {
    const estimate = estimateSeries([autoregressive(100000, 0.9, 70).map((x) => x + 5)])
    expect(Math.abs(estimate.value! - 5)).toBeLessThan(4 * estimate.standardError!)
    expect(estimate.standardError! / Math.sqrt(19 / 100000)).toBeCloseTo(1, 0)
    expect(Math.abs(estimate.tauInt! - 9.5)).toBeLessThan(1)
    expect(estimate.effectiveSamples).toBeCloseTo(100000 / (2 * estimate.tauInt!), 6)
    expect(estimate.equilibrated).toBe(true)
  })

  it.each([1, 4])('covers the truth at the rate of its error with %i replicas', (count) => {
    const trials = 200
    const covered = { one: 0, two: 0, naive: 0 }
    for (let i = 0; i < trials; i++) {
      const replicas = replicasOf(count, 4000 / count, 0.9, 100000 + 10 * i)
      const { value, standardError } = estimateSeries(replicas)
      const all = Float64Array.from(replicas.flatMap((series) => [...series]))
      const naive = Math.sqrt(meanVariance(all).variance! / all.length)
      if (Math.abs(value!) < standardError!) covered.one++
      if (Math.abs(value!) < 2 * standardError!) covered.two++
      if (Math.abs(value!) < naive) covered.naive++
    }
    // The larger of two errors covers a little more often than a normal error: up to 0.78.
    expect(binomialDeviation(covered.one, trials, 0.683)).toBeGreaterThan(-4)
    expect(binomialDeviation(covered.one, trials, 0.78)).toBeLessThan(4)
    expect(binomialDeviation(covered.two, trials, 0.954)).toBeGreaterThan(-4)
    // Control: the error that takes samples for independent fails the same test.
    expect(binomialDeviation(covered.naive, trials, 0.683)).toBeLessThan(-4)
  })

  it('rarely suspects a chain that is in equilibrium', () => {
    let suspected = 0
    for (let i = 0; i < 100; i++) {
      if (!estimateSeries(replicasOf(2, 2000, 0.8, 200000 + 10 * i)).equilibrated) suspected++
    }
    expect(suspected).toBeLessThanOrEqual(1)
  })

  it('does not call slow chains equilibrated, even if one replica never moves', () => {
    let moving = 0
    let suspected = 0
    for (let i = 0; i < 30; i++) {
      const slow = [0, 1].map((r) => twoState(5000, 1 / 4000, 0.1, 300000 + 10 * i + r))
      const ones = slow.reduce((sum, series) => sum + series.filter((x) => x > 0.5).length, 0)
      if (ones === 0 || ones === 10000) continue
      moving++
      if (!estimateSeries(slow).equilibrated) suspected++
    }
    expect(moving).toBeGreaterThan(20)
    expect(suspected).toBeGreaterThanOrEqual(moving - 2)
    // Control: the same with fast flips is in equilibrium.
    const fast = [0, 1].map((r) => twoState(5000, 1 / 4, 0.1, 310000 + r))
    expect(estimateSeries(fast).equilibrated).toBe(true)
  })

  it('does not call a step or replicas apart equilibrated, and enlarges the error', () => {
    const step = whiteNoise(4000, 80).map((x, i) => (i < 2000 ? x : x + 1))
    expect(estimateSeries([step]).equilibrated).toBe(false)
    const apart = estimateSeries([whiteNoise(1000, 81), whiteNoise(1000, 82).map((x) => x + 1)])
    expect(apart.equilibrated).toBe(false)
    expect(apart.standardError).toBeGreaterThan(0.4)
  })

  it('does not call replicas equilibrated that are spread out, though each pair might be chance', () => {
    // Steps of 0.55 of what each varies by: the errors of so slow series, about 0.3, hide them in pairs.
    const still = [0, 1, 2, 3].map((r) => autoregressive(12_000, 0.998, 500 + r))
    const spread = still.map((series, r) => series.map((x) => x + 0.55 * r))
    const estimate = estimateSeries(spread)
    expect(estimate.effectiveSamples).toBeGreaterThan(20)
    expect(estimate.rHat).toBeGreaterThan(1.1)
    expect(estimate.equilibrated).toBe(false)
    // Control: replicas that vary ten times as fast about one mean.
    const mixed = estimateSeries([0, 1, 2, 3].map((r) => autoregressive(12_000, 0.98, 500 + r)))
    expect(mixed.rHat).toBeLessThan(1.1)
    expect(mixed.equilibrated).toBe(true)
  })

  it('weighs replicas by their lengths', () => {
    const { value } = estimateSeries([Float64Array.of(1, 2, 3), Float64Array.of(6)])
    expect(value).toBe(3)
  })

  it('takes samples that are all equal as exact', () => {
    const constant = [new Float64Array(5).fill(0.1), new Float64Array(7).fill(0.1)]
    expect(estimateSeries(constant)).toEqual({
      value: 0.1,
      standardError: 0,
      tauInt: null,
      effectiveSamples: 12,
      rHat: 1,
      equilibrated: true,
    })
  })

  it('takes frozen replicas as one sample each', () => {
    const frozen = [new Float64Array(500).fill(1), new Float64Array(500).fill(2)]
    const estimate = estimateSeries(frozen)
    expect(estimate).toEqual({
      value: 1.5,
      standardError: 0.5,
      tauInt: null,
      effectiveSamples: 2,
      rHat: null,
      equilibrated: false,
    })
  })

  it('never gives NaN', () => {
    const nothing = {
      value: null,
      standardError: null,
      tauInt: null,
      effectiveSamples: 0,
      rHat: null,
    }
    expect(estimateSeries([])).toEqual({ ...nothing, equilibrated: false })
    expect(estimateSeries([new Float64Array(0)])).toEqual({ ...nothing, equilibrated: false })
    expect(estimateSeries([Float64Array.of(3)])).toEqual({
      ...nothing,
      value: 3,
      effectiveSamples: 1,
      equilibrated: false,
    })
    for (const replicas of [[[1, 2]], [[1], [2]], [[1, 2, 3], [4]], [[0, 1, 0, 1, 0, 1]]]) {
      const estimate = estimateSeries(replicas.map((values) => Float64Array.from(values)))
      for (const entry of Object.values(estimate)) expect(entry).not.toBeNaN()
      expect(estimate.equilibrated).toBe(false)
    }
  })
})
