import { afterAll, describe, expect, test } from 'vitest'
import {
  type Plan,
  type RunResult,
  resultsOf,
  runKey,
  type Subject,
} from '../../../src/methods/method.ts'
import { plannedRuns } from '../../../src/methods/registry.ts'
import type { Run } from '../../../src/run/replica-task.ts'
import { inline } from '../../../src/runner/inline.ts'
import {
  type KeptRun,
  runPlan,
  runPlans,
  type WorkEvent,
  type WorkOptions,
} from '../../../src/runner/run-plans.ts'
import type { Assignment, Outcome, Runner, Running } from '../../../src/runner/runner.ts'
import { plansOf } from '../../../src/runner/simulate.ts'
import { threads } from '../../../src/runner/threads.ts'
import { tinyTask } from '../run/tiny-task.ts'

/** Sweeps of production between two places where a replica can be interrupted. */
const TICK = 5

const { scenario, counts } = tinyTask()
/** Replicas are interrupted in production alone. */
const tiny = { ...scenario, sampling: { ...scenario.sampling, equilibration: 5 } }
const plain = { scenario: tiny, counts }
/** With runs for entropy and mixing, which share some, and for pressure. */
const withMethods = {
  scenario: { ...tiny, observables: ['energy', 'entropy', 'mixingEntropy', 'pressure'] },
  counts,
}
/** Goes on to the longest length that there may be. */
const toPrecision = {
  scenario: {
    ...tiny,
    until: {
      observable: 'enthalpy',
      error: { kind: 'absolute', value: 1e-9 },
      maxSweeps: 130,
    } as const,
  },
  counts,
}

interface Started {
  readonly assignment: Assignment
  readonly key: string
  /** Null while the replica runs or waits. */
  outcome: Outcome | null
}

/** A runner with a list of the replicas that it was asked for, and how often they were seen on their way. */
class Watched implements Runner {
  readonly started: Started[] = []
  ticks = 0
  onTick = () => {}
  readonly #runner: Runner

  constructor(runner: Runner) {
    this.#runner = runner
  }

  get width(): number {
    return this.#runner.width
  }

  start(assignment: Assignment, listen: Parameters<Runner['start']>[1]): Running {
    const { replica: _, production: __, ...run } = assignment.task
    const one: Started = { assignment, key: runKey(run), outcome: null }
    this.started.push(one)
    const running = this.#runner.start({ ...assignment, frameEvery: TICK }, (event) => {
      if (event.kind !== 'frame') return listen(event)
      this.ticks++
      this.onTick()
    })
    void running.outcome.then((outcome) => {
      one.outcome = outcome
    })
    return running
  }

  room(): Promise<void> {
    return this.#runner.room()
  }

  close(): Promise<void> {
    return this.#runner.close()
  }
}

/** Runs all plans of a scenario. */
function simulate(subject: Subject, options: WorkOptions) {
  return runPlans(plansOf(subject), options, subject)
}

const LAST = ['finished', 'failed', 'interrupted']

/** All events, of which the last one, and no other, says how it has ended. */
async function eventsOf<Result>(work: AsyncIterable<WorkEvent<Result>>) {
  const events: WorkEvent<Result>[] = []
  for await (const event of work) events.push(event)
  expect(events.filter(({ kind }) => LAST.includes(kind))).toEqual(events.slice(-1))
  return events
}

function lastOf<Result>(events: readonly WorkEvent<Result>[]): WorkEvent<Result> {
  return events.at(-1)!
}

function resultIn<Result>(events: readonly WorkEvent<Result>[]): Result {
  const last = lastOf(events)
  if (last.kind !== 'finished') throw new Error(`it is ${last.kind}`)
  return last.result
}

function keptIn<Result>(events: readonly WorkEvent<Result>[]): readonly KeptRun[] | null {
  const checkpoints = events.filter((event) => event.kind === 'checkpoint')
  return checkpoints.at(-1)?.runs ?? null
}

type Work<Result> = (options: WorkOptions) => AsyncIterable<WorkEvent<Result>>

/** What work comes to that is not interrupted. */
async function whole<Result>(work: Work<Result>, runner: Runner): Promise<Result> {
  return resultIn(await eventsOf(work({ runner })))
}

/** The same, interrupted each time that so many ticks have passed, and gone on with from what was kept. */
async function resumed<Result>(work: Work<Result>, runner: Watched, ticks: number) {
  let kept: readonly KeptRun[] = []
  for (let times = 0; ; times++) {
    const stop = new AbortController()
    const at = runner.ticks + ticks
    runner.onTick = () => runner.ticks >= at && stop.abort()
    const events = await eventsOf(work({ runner, kept, signal: stop.signal }))
    if (lastOf(events).kind === 'finished') return { result: resultIn(events), times }
    expect(lastOf(events).kind).toBe('interrupted')
    kept = keptIn(events) ?? kept
    expect(times).toBeLessThan(100)
  }
}

const UNDISTURBED = new Map<object, ReturnType<typeof undisturb>>()
async function undisturb(subject: Subject) {
  const runner = new Watched(inline())
  const result = await whole((options) => simulate(subject, options), runner)
  return { result, ticks: runner.ticks }
}
/** What a subject comes to in this thread without an interruption, and in how many ticks; found once. */
function undisturbed(subject: Subject): ReturnType<typeof undisturb> {
  const known = UNDISTURBED.get(subject) ?? undisturb(subject)
  UNDISTURBED.set(subject, known)
  return known
}

const inThreads = threads(2)
afterAll(() => inThreads.close())

const cases = [
  { name: 'replicas alone', subject: plain, ticks: [4, 13] },
  { name: 'runs of methods', subject: withMethods, ticks: [61] },
  { name: 'a run to a precision', subject: toPrecision, ticks: [19] },
]

describe.each(cases)('$name', ({ subject, ticks }) => {
  const work = (options: WorkOptions) => simulate(subject, options)

  test('come to the same in this thread and in two others, interrupted or not', async () => {
    const { result: here } = await undisturbed(subject)
    const [own] = here[0]!.results
    expect(own!.records.map(({ replica }) => replica)).toEqual([0, 1, 2])
    expect(await whole(work, inThreads)).toEqual(here)
    const { result, times } = await resumed(work, new Watched(inThreads), ticks.at(-1)!)
    expect(result).toEqual(here)
    expect(times).toBeGreaterThan(0)
  })

  test.each(ticks)('come to the same when they are interrupted every %d ticks', async (every) => {
    const expected = await undisturbed(subject)
    const runner = new Watched(inline())
    const { result, times } = await resumed(work, runner, every)
    expect(result).toEqual(expected.result)
    expect(times).toBeGreaterThan(1)
    // No sweep was made twice.
    expect(runner.ticks).toBe(expected.ticks)
    expect(runner.ticks).toBeGreaterThan(times * every)
  })
})

test('a run that two methods ask for is made once, and all that they find is there', async () => {
  const runner = new Watched(inline())
  const events = await eventsOf(simulate(withMethods, { runner }))
  const asked = events.flatMap((event) => (event.kind === 'asked' ? [runKey(event.run)] : []))
  expect(asked).toEqual(plannedRuns(withMethods).map(runKey))
  const replicas = runner.started.map(({ key, assignment }) => `${key} ${assignment.task.replica}`)
  expect(new Set(replicas).size).toBe(replicas.length)
  // Three of its own; ten along the path of the whole, eleven for the solvent alone, and six at a wall.
  expect(replicas).toHaveLength(3 + 10 + 11 + 6)
  const [own, ...methods] = resultIn(events)
  expect(own!.observables).toEqual({})
  const results = new Set(methods.flatMap((method) => method.results))
  expect(results.delete(own!.results[0]!)).toBe(true)
  expect(results.size).toBe(10 + 11 + 6)
  const observables = Object.assign({}, ...methods.map((method) => method.observables))
  expect(Object.keys(observables)).toEqual([
    'entropy',
    'entropyConfigurational',
    'mixingEntropy',
    'mixingEntropyIdeal',
    'mixingEnthalpy',
    'mixingGibbs',
    'pressure',
    'pressure:filling',
  ])
  for (const { value } of methods.flatMap((method) => Object.values(method.observables))) {
    expect(value).not.toBeNull()
  }
})

test('what a finished run of a method has come to is read from what was kept', async () => {
  const runner = new Watched(inline())
  const stop = new AbortController()
  // In the middle of the path: the replicas of the scenario have nine ticks each.
  runner.onTick = () => runner.ticks > 75 && stop.abort()
  const events = await eventsOf(simulate(withMethods, { runner, signal: stop.signal }))
  const finished = runner.started.filter(({ outcome }) => outcome?.kind === 'record')
  expect(finished.length).toBeGreaterThan(4)
  const again = new Watched(inline())
  await eventsOf(simulate(withMethods, { runner: again, kept: keptIn(events)! }))
  for (const { key, assignment } of finished) {
    const { snapshot } = again.started.find((other) => {
      return other.key === key && other.assignment.task.replica === assignment.task.replica
    })!.assignment
    // Of a replica that is done nothing but its record can be made.
    expect(snapshot!.random).toBeNull()
  }
})

test('the result does not depend on which method has its runs first', async () => {
  const { result: expected } = await undisturbed(withMethods)
  const runner = inline()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let left = 6
  /** Keeps all others back until the runs at a wall have ended. */
  const reversed: Runner = {
    ...runner,
    start: (assignment, listen) => {
      const running = runner.start(assignment, listen)
      const isAtWall = typeof assignment.task.perturbation?.wall === 'number'
      const outcome = running.outcome.then(async (found) => {
        if (!isAtWall) await released
        else if (--left === 0) setTimeout(release, 20)
        return found
      })
      return { ...running, outcome }
    },
  }
  expect(await whole((options) => simulate(withMethods, options), reversed)).toEqual(expected)
})

describe('a replica that fails', () => {
  const key = runKey(plain)
  /** Of a lattice of another size. */
  const misfit = async () => {
    const stop = new AbortController()
    const runner = new Watched(inline())
    runner.onTick = () => stop.abort()
    const events = await eventsOf(simulate(plain, { runner, signal: stop.signal }))
    const [snapshot] = keptIn(events)![0]!.snapshots
    return [{ key, snapshots: [{ ...snapshot!, replica: 1, state: new Uint8Array(16) }] }]
  }

  test.each([
    { name: 'this thread', own: inline() },
    { name: 'another one', own: inThreads },
  ])('in $name says why and stops the rest', async ({ own }) => {
    const runner = new Watched(own)
    const events = await eventsOf(simulate(plain, { runner, kept: await misfit() }))
    const last = lastOf(events)
    if (last.kind !== 'failed') throw new Error(`it is ${last.kind}`)
    expect(last.failure.replica).toBe(1)
    expect(last.failure.cause).toMatch(/^SnapshotMismatch: /)
    const kinds = runner.started.map(({ outcome }) => outcome?.kind)
    expect(kinds).toHaveLength(3)
    expect(kinds).not.toContain(undefined)
    expect(kinds[1]).toBe('failed')
    if (own !== inThreads) expect(kinds).toEqual(['record', 'failed', 'stopped'])
  })

  test('stops the runs of methods, too', async () => {
    const failing = inline()
    const runner: Watched = new Watched({
      ...failing,
      start: (assignment, listen) => {
        const { task } = assignment
        // Of the path, the second.
        const isBad = task.perturbation !== undefined && runner.started.length === 3 + 2
        const broken = { ...task, counts: { Xx: 1 } }
        return failing.start(isBad ? { ...assignment, task: broken } : assignment, listen)
      },
    })
    const events = await eventsOf(simulate(withMethods, { runner }))
    expect(lastOf(events).kind).toBe('failed')
    const kinds = runner.started.map(({ outcome }) => outcome?.kind)
    expect(kinds.slice(0, 5)).toEqual(['record', 'record', 'record', 'record', 'failed'])
    expect(new Set(kinds.slice(5))).toEqual(new Set(['stopped']))
    expect(kinds).toHaveLength(3 + 10 + 11 + 6)
  })
})

test('a signal that has been given before stops it before anything is done', async () => {
  const runner = new Watched(inline())
  const signal = AbortSignal.abort()
  const events = await eventsOf(simulate(withMethods, { runner, signal }))
  expect(lastOf(events).kind).toBe('interrupted')
  expect(runner.started).toEqual([])
  expect(keptIn(events)).toBeNull()
})

test.each([
  { name: 'this thread', own: inline() },
  { name: 'two threads', own: inThreads },
])('whoever leaves the loop stops everything in $name', async ({ own }) => {
  const runner = new Watched(own)
  // So long that none ends before its progress is heard of.
  const sampling = { ...tiny.sampling, equilibration: 100_000 }
  const long = { scenario: { ...withMethods.scenario, sampling }, counts }
  for await (const { kind } of simulate(long, { runner })) {
    if (kind === 'progress') break
  }
  const { ticks } = runner
  const kinds = runner.started.map(({ outcome }) => outcome?.kind)
  expect(kinds).not.toContain(undefined)
  expect(kinds.filter((kind) => kind === 'stopped').length).toBeGreaterThan(20)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(runner.ticks).toBe(ticks)
  expect(runner.started).toHaveLength(kinds.length)
})

test('checkpoints come on the way where they are wanted', async () => {
  const long = { ...tiny, sampling: { ...tiny.sampling, production: 6000, replicas: 1 } }
  const work = (options: WorkOptions) => simulate({ scenario: long, counts }, options)
  const events = await eventsOf(work({ runner: inline(), checkpointEvery: 0.05 }))
  const first = events.find((event) => event.kind === 'checkpoint')
  if (first?.kind !== 'checkpoint') throw new Error('there is none')
  const [snapshot] = first.runs[0]!.snapshots
  expect(snapshot!.done).toBeLessThan(6005)
  const runner = new Watched(inline())
  const again = await eventsOf(work({ runner, kept: first.runs }))
  expect(resultIn(again)).toEqual(resultIn(events))
})

describe('a plan that depends on something else than results', () => {
  const run = (seed: string): Run => {
    const sampling = { ...tiny.sampling, replicas: 1 }
    return {
      scenario: { ...tiny, seed, sampling },
      counts,
      perturbation: { coupling: 1, wall: null },
    }
  }
  /** Two runs, the second with the seed that is chosen after the first. */
  function* twoRuns(choose: (first: RunResult) => string): Plan<RunResult['records']> {
    const first = yield* resultsOf(run('first'))
    return (yield* resultsOf(run(choose(first)))).records
  }
  const performed =
    (choose: (first: RunResult) => string): Work<RunResult['records']> =>
    (options) =>
      runPlan(twoRuns(choose), options)

  test('is found out, and one that does not is not', async () => {
    const byResult = performed(({ records }) => String(records[0]!.series.at(-1)))
    const honest = await resumed(byResult, new Watched(inline()), 14)
    expect(honest.times).toBe(1)
    expect(honest.result).toEqual(await whole(byResult, inline()))

    let calls = 0
    const byCalls = performed(() => String(calls++))
    const expected = await whole(byCalls, inline())
    calls = 0
    const dishonest = await resumed(byCalls, new Watched(inline()), 14)
    expect(dishonest.times).toBe(1)
    expect(dishonest.result).not.toEqual(expected)
  })
})
