import { describe, expect, test } from 'vitest'
import {
  type Found,
  type Method,
  methodRun,
  RunResult,
  resultsOf,
  runKey,
} from '../../../src/methods/method.ts'
import { planOf } from '../../../src/methods/registry.ts'
import type { Run } from '../../../src/run/replica-task.ts'
import { carriedOut } from '../../support/carried-out.ts'
import { resultWith } from '../../support/synthetic-result.ts'
import { tinyTask } from '../run/tiny-task.ts'
import { autoregressive } from '../statistics/series.ts'

const { scenario, counts } = tinyTask()
const subject = { scenario, counts }

/** A run with a seed of its own, by which its result is known again. */
function runOf(seed: string): Run {
  return { scenario: { ...scenario, seed }, counts }
}

const nothing = (run: Run) => new RunResult(run, [])

describe('runs that are asked for in an arrangement', () => {
  test('give their results in the same one, all in one batch', () => {
    const asked = {
      one: runOf('a'),
      list: [runOf('b'), { deeper: [runOf('c')], beside: runOf('d') }],
      none: [],
      pair: [runOf('e'), runOf('f')],
    } as const
    const plan = resultsOf(asked)
    const first = plan.next()
    const runs = first.value as readonly Run[]
    expect(runs.map((run) => run.scenario.seed)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    const last = plan.next(runs.map(nothing))
    if (!last.done) throw new Error('it asks for more')
    const { one, list, none, pair } = last.value
    expect(one.run).toBe(asked.one)
    expect(list[0].run).toBe(asked.list[0])
    expect(list[1].deeper[0].run).toBe(asked.list[1].deeper[0])
    expect(list[1].beside.run).toBe(asked.list[1].beside)
    expect(none).toEqual([])
    expect(pair.map(({ run }) => run)).toEqual(asked.pair)
    expect(Object.keys(last.value)).toEqual(Object.keys(asked))
  })

  test('may be a single one', () => {
    const run = runOf('a')
    expect(carriedOut(resultsOf(run), nothing).run).toBe(run)
  })
})

describe('the name of a run', () => {
  const plain = methodRun(scenario, counts, { observables: ['energy'] })
  const perturbed = (perturbation: Partial<Run['perturbation']>): Run => {
    return methodRun(scenario, counts, { observables: ['energy'], ...{ perturbation } })
  }
  const sampled = (change: Partial<Run['scenario']['sampling']>): Run => {
    return {
      ...plain,
      scenario: { ...plain.scenario, sampling: { ...scenario.sampling, ...change } },
    }
  }
  const changed = (change: Partial<Run['scenario']>): Run => {
    return { ...plain, scenario: { ...plain.scenario, ...change } }
  }
  const { forceField } = scenario
  const withoutPerturbation: Run = { scenario: plain.scenario, counts }

  test('is another one for everything that changes a record', () => {
    const runs: Run[] = [
      plain,
      withoutPerturbation,
      perturbed({ coupling: 0.5 }),
      perturbed({ coupling: 0.25 }),
      perturbed({ wall: 0.5 }),
      perturbed({ crystal: { name: 'ice', penalty: 6 } }),
      perturbed({ crystal: { name: 'ice', penalty: 7 } }),
      perturbed({ crystal: { name: 'rows', penalty: 6 } }),
      perturbed({ ionsHeld: true }),
      { ...plain, initial: new Uint8Array(128) },
      { ...plain, initial: new Uint8Array(128).fill(1, 0, 1) },
      { ...plain, initial: new Uint8Array(128).fill(1, 1, 2) },
      { ...plain, counts: { ...counts, H2O: 61 } },
      changed({ observables: ['energy', 'reducedEnergy'] }),
      changed({ seed: 'another one' }),
      changed({ temperature: 299 }),
      changed({ cells: 5 }),
      changed({ forceField: { ...forceField, spacing: { ...forceField.spacing, value: 3 } } }),
      sampled({}),
      sampled({ replicas: 2 }),
      sampled({ production: 51 }),
      sampled({ equilibration: 31 }),
      sampled({ measureEvery: 5 }),
      sampled({ starts: ['crystal'] }),
      sampled({ branch: 'liquid' }),
      sampled({ ladder: [280, 300] }),
    ]
    expect(new Set(runs.map(runKey)).size).toBe(runs.length)
  })

  test('does not depend on the order in which its parts were written down', () => {
    const reversed = <Value>(value: Value): Value => {
      if (Array.isArray(value) || value === null || typeof value !== 'object') return value
      const entries = Object.entries(value).map(([name, part]) => [name, reversed(part)] as const)
      return Object.fromEntries(entries.reverse()) as Value
    }
    const backwards = reversed(perturbed({ wall: 0.5 }))
    expect(JSON.stringify(backwards)).not.toBe(JSON.stringify(perturbed({ wall: 0.5 })))
    expect(runKey(backwards)).toBe(runKey(perturbed({ wall: 0.5 })))
  })
})

describe('the result of a run', () => {
  const samples = 400
  const series = (of: (sample: number) => number) =>
    Float64Array.from({ length: samples }, (_, k) => of(k))
  const relaxing = autoregressive(samples, 0.3, 1).map((value, k) => value + 20 * Math.exp(-k / 20))
  const result = resultWith(runOf('a'), { enthalpy: relaxing, steady: series((k) => k % 2) })

  test('has the series of what was measured, without what was not yet at equilibrium', () => {
    expect(['enthalpy', 'steady', 'other'].map((column) => result.has(column))).toEqual([
      true,
      true,
      false,
    ])
    const [settled] = result.series('enthalpy')
    expect(settled!.length).toBeLessThan(samples)
    expect(settled).toEqual(relaxing.subarray(samples - settled!.length))
    expect(result.series('steady')[0]).toHaveLength(settled!.length)
    expect(result.records[0]!.series).toHaveLength(2 * samples)
    expect(() => result.series('other')).toThrow(RangeError)
  })

  test('has the mean of a column, and none where it is not finite', () => {
    expect(result.mean('steady')!.value).toBeCloseTo(0.5, 6)
    expect(result.mean('steady')!.settled).toBe(true)
    const gap = resultWith(runOf('a'), { holes: series((k) => (k === 390 ? Number.NaN : k % 2)) })
    expect(gap.mean('holes')).toBeNull()
  })
})

test('each number that a method does not find has its reason', () => {
  const estimate = (value: number | null) => {
    return {
      value,
      standardError: value,
      unit: '',
      tauInt: null,
      effectiveSamples: null,
      equilibrated: null,
    }
  }
  const told = { code: 'reference-orders', observable: 'b', message: 'b has crystallised' }
  const method: Method = {
    observables: ['a', 'b', 'c'],
    obstacle: () => null,
    // biome-ignore lint/correctness/useYield: it needs no run.
    *plan(): Generator<readonly Run[], Found, readonly RunResult[]> {
      const observables = { a: estimate(1), b: estimate(null), c: estimate(null) }
      return { observables, warnings: [told] }
    },
  }
  const { observables, warnings } = carriedOut(planOf(method, subject))
  expect(Object.keys(observables)).toEqual(['a', 'b', 'c'])
  expect(warnings).toEqual([
    told,
    {
      code: 'undefined-value',
      observable: 'c',
      message: expect.stringMatching(/^c has no value: /),
    },
  ])
})
