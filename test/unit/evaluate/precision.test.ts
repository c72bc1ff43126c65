import { describe, expect, test } from 'vitest'
import {
  precisionAfter,
  precisionNotReached,
  precisionSteps,
} from '../../../src/evaluate/precision.ts'
import { lengthsOf } from '../../../src/run/lengths.ts'
import type { ReplicaRecord } from '../../../src/run/replica-record.ts'
import type { Scenario, Until } from '../../../src/scenario/scenario.ts'
import { autoregressive, twoState } from '../statistics/series.ts'
import { replicaRecord } from './synthetic.ts'

const MEASURE_EVERY = 10

/** 400 samples at least, measured every 10 sweeps. */
function scenarioOf(error: Until['error'], maxSweeps = 1_000_000) {
  const sampling = { equilibration: 0, production: 4000, measureEvery: MEASURE_EVERY, replicas: 2 }
  const until = { observable: 'x', error, maxSweeps }
  return { sampling, until } as Scenario & { until: Until }
}

const absolute = (value: number) => ({ kind: 'absolute', value }) as const
const relative = (value: number) => ({ kind: 'relative', value }) as const

/** Two replicas whose enthalpy does not drift. */
function records(series: readonly Float64Array[]): ReplicaRecord[] {
  return series.map((x, replica) => {
    const enthalpy = [...autoregressive(x.length, 0.5, 900 + replica)]
    return replicaRecord(replica, { enthalpy, x: [...x] })
  })
}

/** AR(1) of mean 5, variance 1 and τ = 4.5 samples: the error of 2 × n samples is √(2·4.5/2n). */
const correlated = (seed: number, samples = 32_000) =>
  records([0, 1].map((r) => autoregressive(samples, 0.8, seed + r).map((x) => x + 5)))
const samplesFor = (error: number) => (2 * 4.5) / (2 * error * error)

/** Sweeps at which a run of these series would end. */
function endOf(series: ReplicaRecord[], scenario: Scenario & { until: Until }): number {
  const isReached = (length: number) => precisionAfter(length, series, scenario).isReached
  return lengthsOf(scenario).find(isReached) ?? Number.POSITIVE_INFINITY
}

describe('a run to a precision', () => {
  test('ends where the error of an AR(1) series is as small, not earlier and not much later', () => {
    const wanted = 0.05
    const needed = samplesFor(wanted) * MEASURE_EVERY
    const endAt = (error: number, seed: number) =>
      endOf(correlated(seed, 12_000), scenarioOf(absolute(error))) / needed
    const ends = Array.from({ length: 20 }, (_, k) => endAt(wanted, 1000 + 10 * k))
    ends.sort((a, b) => a - b)
    // Lengths are a quarter apart, and errors known to some ten per cent; that of the scatter of two replicas
    // is |z| of one number, which is above 1.4 in one case of six: such a run goes on for longer.
    expect(ends[0]).toBeGreaterThan(0.6)
    expect(ends[10]).toBeLessThan(1.5)
    expect(ends[15]).toBeLessThan(2)
    // Control: half the error needs four times as much, which is told apart.
    expect(endAt(wanted / 2, 1000)).toBeGreaterThan(2.5)
  })

  test('takes a relative error of the mean', () => {
    const series = correlated(10)
    const end = endOf(series, scenarioOf(relative(0.006)))
    expect(end).toBe(endOf(series, scenarioOf(absolute(0.03))))
    expect(precisionAfter(end, series, scenarioOf(relative(0.006))).wanted).toBeCloseTo(0.03, 3)
  })

  test('does not trust an error before 20 autocorrelation times have gone by', () => {
    // The error is small at once, but a few flips tell little of how often they come.
    const slow = records([0, 1].map((r) => twoState(6400, 1 / 100, 0, 70 + r)))
    const scenario = scenarioOf(absolute(100), 64_000)
    const first = precisionAfter(4000, slow, scenario)
    expect(first.standardError).toBeLessThan(100)
    expect(first).toMatchObject({ isReached: false })
    expect(first.autocorrelationTimes).toBeLessThan(20)
    // Control: fast flips satisfy it at once.
    const fast = records([0, 1].map((r) => twoState(6400, 1 / 4, 0, 70 + r)))
    expect(precisionAfter(4000, fast, scenario).isReached).toBe(true)
  })

  test('is not content with what has never varied or has no value', () => {
    const still = records([new Float64Array(400).fill(1), autoregressive(400, 0, 3)])
    const scenario = scenarioOf(absolute(100), 4000)
    expect(precisionAfter(4000, still, scenario)).toMatchObject({
      isReached: false,
      autocorrelationTimes: null,
    })
    const [warning] = precisionNotReached(precisionSteps(still, scenario), scenario)
    expect(warning!.message).toContain('is constant')
    const undefinedOnce = records([0, 1].map((r) => autoregressive(400, 0, r)))
    // In the last sample, which no transient leaves out.
    undefinedOnce[1]!.series[undefinedOnce[1]!.series.length - 1] = Number.NaN
    expect(precisionAfter(4000, undefinedOnce, scenario)).toMatchObject({ value: null })
  })

  test('is decided by the series up to there alone', () => {
    const series = correlated(10)
    const scenario = scenarioOf(absolute(0.03))
    const cut = series.map((record) => ({ ...record, series: record.series.slice(0, 2 * 600) }))
    expect(precisionAfter(6000, cut, scenario)).toEqual(precisionAfter(6000, series, scenario))
    const spoilt = series.map((record) => ({
      ...record,
      series: record.series.map((x, at) => (at < 2 * 600 ? x : 0)),
    }))
    expect(precisionAfter(6000, spoilt, scenario)).toEqual(precisionAfter(6000, series, scenario))
  })

  test('that comes to its end before says what it would have taken', () => {
    const scenario = scenarioOf(absolute(0.02), 4000)
    const short = (seed: number) => correlated(seed, 400)
    // An error that two replicas tell by their difference has a long tail: the middle of eleven.
    const projections = Array.from({ length: 11 }, (_, k) => {
      const seed = 1000 * k
      const steps = precisionSteps(short(seed), scenario)!
      expect(steps.map(({ sweeps }) => sweeps)).toEqual([4000])
      const [warning] = precisionNotReached(steps, scenario)
      expect(warning).toMatchObject({ code: 'precision-not-reached', observable: 'x' })
      return Number(/about (\d+) would be needed/.exec(warning!.message)![1])
    })
    const projected = projections.toSorted((a, b) => a - b)[5]!
    const needed = samplesFor(0.02) * MEASURE_EVERY
    expect(projected).toBeGreaterThan(needed / 2)
    expect(projected).toBeLessThan(2 * needed)
    // Control: a precision that is reached is no reason for a warning.
    const easy = scenarioOf(absolute(1), 4000)
    expect(precisionNotReached(precisionSteps(short(10), easy), easy)).toEqual([])
  })
})
