import { assembleRecord, type Ran } from '../evaluate/assemble.ts'
import { sha256 } from '../evaluate/digest.ts'
import { producedSweeps } from '../evaluate/precision.ts'
import type { CustomRecord, Provenance, ResultRecord } from '../evaluate/record.ts'
import type { Found, Method, Plan, RunResult, Subject } from '../methods/method.ts'
import { methodsOf, planOf } from '../methods/registry.ts'
import { attemptsOf, runLoads } from '../methods/run-loads.ts'
import type { CustomMove } from '../moves/custom-move.ts'
import type { CustomObserver } from '../observe/custom-observer.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { System } from '../system.ts'
import { inline } from './inline.ts'
import { runPlans, type Spent, type WorkEvent, type WorkOptions } from './run-plans.ts'
import type { Runner } from './runner.ts'

/** The program and the machine that a record is from. */
export type Machine = Pick<Provenance, 'version' | 'commit' | 'node' | 'cpu'>

/** When a simulation was first started, and the seconds that it has taken since. */
export interface Times extends Pick<Provenance, 'start' | 'wallSeconds' | 'cpuSeconds'> {
  /** In which its attempts were made. */
  readonly seconds: number
}

/** How a simulation is run, and what is added to it. */
export interface SimulateOptions extends Omit<WorkOptions, 'runner' | 'custom'> {
  /** `inline()` unless given; whoever gives one closes it. */
  readonly runner?: Runner
  /** Measured with the scenario's own replicas; for `inline()`, since functions do not get into other threads. */
  readonly observers?: readonly CustomObserver[]
  /** Attempted in the scenario's own replicas; for `inline()`. */
  readonly moves?: readonly CustomMove[]
  /** Methods that `observables` of the scenario does not know. */
  readonly methods?: readonly Method[]
  /** What the record says of who made it. */
  readonly machine?: Machine
  /** What the record says of the time; that since the call unless given. */
  readonly times?: (spent: Spent) => Times
}

/**
 * What is told of a simulation: `asked`, `progress` (sweeps of a replica), `row`, `frame`, `checkpoint` on the way, and as
 * the last event `finished` with the result, `failed` or, after the signal, `interrupted`.
 */
export type SimulateEvent = Exclude<WorkEvent<never>, { readonly kind: 'finished' }> | Finished

/** The last event of a simulation that came to its end. */
export interface Finished {
  readonly kind: 'finished'
  /** As in `result.json`: `result.observables.energyPerWater.value`. */
  readonly result: ResultRecord
  /** With all time series, in replica order. */
  readonly replicas: readonly ReplicaRecord[]
  readonly spent: Spent
}

const NOWHERE: Machine = { version: 'unknown', commit: null, node: 'unknown', cpu: 'unknown' }

/**
 * Runs a resolved scenario: its replicas, and whatever the methods need that it asks for. The observables do not depend on
 * the runner, nor on interruptions: `checkpoint` events hold what `kept` takes to resume, with the same observers and moves.
 * @throws TypeError for observers or moves of one's own with a runner in other threads
 * @throws RangeError for two moves of one name; a column that there is already ends it as `failed`
 */
export async function* simulate(
  system: System,
  {
    runner = inline(),
    observers = [],
    moves = [],
    methods = [],
    machine = NOWHERE,
    times = timesFromNow(),
    ...options
  }: SimulateOptions = {},
): AsyncGenerator<SimulateEvent, void> {
  const isCustom = observers.length + moves.length > 0
  if (isCustom && runner.inThisThread !== true) {
    throw new TypeError('observers and moves of one’s own need a runner in this thread: inline()')
  }
  refuseTwice(moves.map(({ name }) => name))
  const subject = { scenario: system.scenario, counts: system.system.counts }
  const custom = isCustom ? { observers, moves } : undefined
  const plans = plansOf(subject, methods)
  for await (const event of runPlans(plans, { ...options, runner, custom }, subject)) {
    if (event.kind !== 'finished') {
      yield event
      continue
    }
    const before = performance.now()
    const time = times(event.spent)
    const [own, ...others] = event.result
    const [run] = own!.results
    const replicas = run!.records
    const record = recordOf(system, replicas, {
      found: foundBy(others, run!),
      machine,
      time,
      width: runner.width,
      custom: customRecord({ observers, moves, methods }),
    })
    const evaluating = (performance.now() - before) / 1000
    const breakdown = { ...event.spent.breakdown, evaluating }
    yield {
      kind: 'finished',
      result: { ...record, timing: { ...record.timing, breakdown } },
      replicas,
      spent: { ...event.spent, breakdown },
    }
  }
}

/** What a plan has found, with the results of all runs that it has asked for. */
interface PlanResult extends Found {
  readonly results: readonly RunResult[]
}

/** The plans of a scenario: of its own run, then of its methods, in the order of the record. */
export function plansOf(subject: Subject, added: readonly Method[] = []): Plan<PlanResult>[] {
  const methods = [...methodsOf(subject), ...added]
  return [ownRun(subject), ...methods.map((method) => planOf(method, subject))].map(withResults)
}

function* ownRun(subject: Subject): Plan<Found> {
  yield [subject]
  return { observables: {}, warnings: [] }
}

function* withResults(plan: Plan<Found>): Plan<PlanResult> {
  const results: RunResult[] = []
  let step = plan.next()
  while (!step.done) {
    const found = yield step.value
    results.push(...found)
    step = plan.next(found)
  }
  return { ...step.value, results }
}

/** What methods have found, together with all replicas that were run for them. */
function foundBy(methods: readonly PlanResult[], own: RunResult): Ran['found'] {
  const runs = new Set(methods.flatMap(({ results }) => results))
  runs.delete(own)
  return {
    observables: Object.assign({}, ...methods.map(({ observables }) => observables)),
    warnings: methods.flatMap(({ warnings }) => warnings),
    replicas: [...runs].flatMap(({ records }) => records),
  }
}

function recordOf(
  { scenario, system, warnings }: System,
  replicas: readonly ReplicaRecord[],
  {
    found,
    machine,
    time,
    width,
    custom,
  }: {
    readonly found: Ran['found']
    readonly machine: Machine
    readonly time: Times
    readonly width: number
    readonly custom: CustomRecord | undefined
  },
): ResultRecord {
  const { start, wallSeconds, cpuSeconds, seconds } = time
  const loads = runLoads({ scenario, counts: system.counts }, producedSweeps(replicas, scenario))
  return assembleRecord({
    scenario,
    system,
    warnings,
    replicas,
    found,
    custom,
    timing: {
      wallSeconds,
      cpuSeconds,
      threads: Math.min(width, loads.length),
      attemptsPerSecond: attemptsOf(loads) / seconds,
    },
    provenance: {
      ...machine,
      seed: scenario.seed,
      scenarioSha256: sha256(scenario),
      start,
      wallSeconds,
      cpuSeconds,
    },
  })
}

function customRecord({
  observers,
  moves,
  methods,
}: Required<Pick<SimulateOptions, 'observers' | 'moves' | 'methods'>>): CustomRecord | undefined {
  if (observers.length + moves.length + methods.length === 0) return undefined
  return {
    observers: observers.map(({ name }) => name),
    moves: Object.fromEntries(moves.map(({ name, share }) => [name, share])),
    methods: methods.flatMap(({ observables }) => observables),
  }
}

function refuseTwice(names: readonly string[]): void {
  const twice = names.find((name, k) => names.indexOf(name) !== k)
  if (twice !== undefined) throw new RangeError(`there are two moves ${twice}`)
}

/** Wall time since the call; the processors' is that of the replicas. */
function timesFromNow(): (spent: Spent) => Times {
  const start = new Date().toISOString()
  const begun = performance.now()
  return ({ seconds }) => {
    const wallSeconds = (performance.now() - begun) / 1000
    return { start, wallSeconds, cpuSeconds: seconds, seconds: wallSeconds }
  }
}
