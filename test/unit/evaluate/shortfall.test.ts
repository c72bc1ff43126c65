import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../src/evaluate/evaluate.ts'
import type { PrecisionStep } from '../../../src/evaluate/precision.ts'
import type { ResultRecord } from '../../../src/evaluate/record.ts'
import { shortfallOfRun } from '../../../src/evaluate/shortfall.ts'
import type { Scenario } from '../../../src/scenario/scenario.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import { autoregressive, twoState } from '../statistics/series.ts'
import { replicaRecord } from './synthetic.ts'

const MEASURE_EVERY = 10
const SAMPLES = 2000
const sampling = {
  equilibration: 1000,
  production: SAMPLES * MEASURE_EVERY,
  measureEvery: MEASURE_EVERY,
  replicas: 2,
}
const scenario = { forceField: SMALL_FORCE_FIELD, temperature: 300, sampling } as Scenario

/** The shortfall of a run whose replicas have measured these. */
function of(series: (replica: number) => Record<string, Float64Array>, rest: object = {}) {
  const records = [0, 1].map((replica) => {
    const columns = Object.entries(series(replica)).map(([name, values]) => [name, [...values]])
    return replicaRecord(replica, Object.fromEntries(columns))
  })
  const { observables } = evaluate(records, scenario, { sites: 16, counts: {} })
  return shortfallOfRun({ observables, scenario, ...rest } as ResultRecord)
}

const fast = (replica: number) => autoregressive(SAMPLES, 0.5, 10 + replica)

describe('a run', () => {
  test('of AR(1) series that are fast is short of nothing', () => {
    expect(of((replica) => ({ fast: fast(replica) }))).toBeNull()
  })

  test('of AR(1) series needs 100 times 2τ for 100 samples, and the slowest decides', () => {
    // τ = 199.5 samples: 2000 of them are 5 independent ones in each replica.
    const all = Array.from({ length: 11 }, (_, k) => {
      return of((replica) => ({
        slow: autoregressive(SAMPLES, 0.9, 30 + replica),
        slowest: autoregressive(SAMPLES, 0.995, 300 + 10 * k + replica),
      }))
    })
    // One may by chance look as if it were done.
    const shortfalls = all.filter((shortfall) => shortfall !== null).slice(0, 9)
    expect(shortfalls).toHaveLength(9)
    for (const { observable } of shortfalls) expect(observable).toBe('slowest')
    expect(shortfalls.filter(({ lack }) => lack === 'samples').length).toBeGreaterThan(4)
    // So few are known badly, and look more than they are: the middle of nine, within a factor of 3.
    const exact = (100 * 2 * 199.5 * MEASURE_EVERY) / 2
    const middle = shortfalls.toSorted((a, b) => a.production - b.production)[4]!
    expect(middle.production).toBeGreaterThan(exact / 3)
    expect(middle.production).toBeLessThan(3 * exact)
    const total = middle.equilibration + middle.production
    expect(middle.factor).toBeCloseTo(total / 21_000, 12)
  })

  test('of a two-state chain that hardly flips is found out, beside what is fast', () => {
    const shortfall = of((replica) => ({
      fast: fast(replica),
      state: twoState(SAMPLES, 1 / 1000, 0.1, 70 + replica),
    }))
    expect(shortfall!.observable).toBe('state')
    expect(shortfall!.tauInt).toBeGreaterThan(100 * MEASURE_EVERY)
    // Control: the same chain where it flips.
    const flipping = of((replica) => ({ state: twoState(SAMPLES, 1 / 4, 0.1, 70 + replica) }))
    expect(flipping).toBeNull()
  })

  test('whose replicas differ asks for a longer equilibration', () => {
    const shortfall = of((replica) => ({ apart: fast(replica).map((x) => x + replica) }))
    expect(shortfall).toMatchObject({
      ...{ lack: 'equilibrium', observable: 'apart' },
      ...{ equilibration: 42_000, production: 20_000 },
    })
    expect(shortfall!.factor).toBeCloseTo(62 / 21, 12)
  })

  test('to a precision that it missed needs what that takes', () => {
    const step: PrecisionStep = {
      ...{ sweeps: 40_000, value: 1, standardError: 0.02, wanted: 0.01 },
      ...{ autocorrelationTimes: 50, isReached: false },
    }
    const error = { kind: 'relative', value: 0.01 } as const
    const until = { observable: 'fast', error, maxSweeps: 40_000 }
    const missed = (steps: PrecisionStep[]) =>
      of((replica) => ({ fast: fast(replica) }), {
        ...{ scenario: { ...scenario, until }, precision: steps },
      })
    expect(missed([step])).toMatchObject({
      lack: 'precision',
      production: 160_000,
      factor: 161 / 41,
    })
    expect(missed([{ ...step, standardError: 0.01, isReached: true }])).toBeNull()
    // What never varied in a replica has no errors to go by.
    expect(missed([{ ...step, autocorrelationTimes: null }])).toBeNull()
  })
})
