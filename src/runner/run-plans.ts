import { hasUntil, precisionAfter } from '../evaluate/precision.ts'
import { type Plan, RunResult, runKey } from '../methods/method.ts'
import type { Custom } from '../run/custom.ts'
import { lengthHolding, lengthsOf, sweepsOf } from '../run/lengths.ts'
import type { LogRow } from '../run/replica-log.ts'
import type { ReplicaProgress, ReplicaRecord } from '../run/replica-record.ts'
import { finalSnapshot, type ReplicaSnapshot } from '../run/replica-snapshot.ts'
import type { Run } from '../run/replica-task.ts'
import { EventQueue } from './event-queue.ts'
import type { Breakdown, Failure, Frame, Outcome, Runner, Running } from './runner.ts'

/** The state of a run: snapshots of the replicas that were begun, in their order. */
export interface KeptRun {
  /** As by `runKey`. */
  readonly key: string
  readonly snapshots: readonly ReplicaSnapshot[]
}

/** An event while plans are carried out. The last one is `finished`, `failed` or `interrupted`. */
export type WorkEvent<Result> =
  /** A run has been asked for; its replicas are numbered from `first` on, over all runs. */
  | { readonly kind: 'asked'; readonly run: Run; readonly first: number }
  | { readonly kind: 'progress'; readonly progress: ReplicaProgress }
  /** Of the replicas of the run that is watched. */
  | { readonly kind: 'row'; readonly row: LogRow }
  | { readonly kind: 'frame'; readonly frame: Frame }
  /** The snapshots to be stored, so that the work can be continued from here. */
  | { readonly kind: 'checkpoint'; readonly runs: readonly KeptRun[] }
  | { readonly kind: 'finished'; readonly result: Result; readonly spent: Spent }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** After a checkpoint. */
  | { readonly kind: 'interrupted' }

/** Seconds that all replicas took together, and by kind of work. */
export interface Spent {
  readonly seconds: number
  readonly breakdown: Breakdown
}

/** How runs are made. */
export interface WorkOptions {
  readonly runner: Runner
  readonly signal?: AbortSignal | undefined
  /** The contents of a checkpoint to continue from. */
  readonly kept?: readonly KeptRun[] | undefined
  /** Seconds between two checkpoints; absent if only an interruption makes one. */
  readonly checkpointEvery?: number | undefined
  /** Sweeps of production between two frames of the watched run; absent where none are wanted. */
  readonly frameEvery?: number | undefined
  /** What a user adds to the watched run; for a runner in this thread. */
  readonly custom?: Custom | undefined
}

/** Milliseconds during which snapshots of several replicas are gathered for one checkpoint. */
const GATHER = 20

/**
 * Carries plans out side by side: asks the runner for their runs, each once, whoever asks for it. The results of the last
 * event are in the order of the plans, and depend neither on the runner nor on interruptions.
 * @param watched the run whose rows and frames are wanted
 */
export async function* runPlans<Result>(
  plans: readonly Plan<Result>[],
  options: WorkOptions,
  watched: Run | null = null,
): AsyncGenerator<WorkEvent<readonly Result[]>, void> {
  const work = new WorkOnRuns(plans, options, watched)
  try {
    yield* work.events()
  } finally {
    await work.stop()
  }
}

/**
 * Carries a plan out, such as that of `melting`. The last event is `finished` with what was found, `failed` or, after the
 * signal, `interrupted`; `checkpoint` events hold what `kept` takes to resume.
 */
export async function* runPlan<Result>(
  plan: Plan<Result>,
  options: WorkOptions,
): AsyncGenerator<WorkEvent<Result>, void> {
  for await (const event of runPlans([plan], options)) {
    yield event.kind === 'finished' ? { ...event, result: event.result[0]! } : event
  }
}

/** How a plan is carried out. */
export interface ResultOptions<Result> extends WorkOptions {
  /** Told of all that happens on the way. */
  readonly onEvent?: ((event: WorkEvent<Result>) => void) | undefined
}

/**
 * What a plan finds.
 * @throws the reason of the signal after that, and an Error where a replica failed
 */
export async function resultOf<Result>(
  plan: Plan<Result>,
  { onEvent, ...options }: ResultOptions<Result>,
): Promise<Result> {
  for await (const event of runPlan(plan, options)) {
    onEvent?.(event)
    if (event.kind === 'finished') return event.result
    if (event.kind === 'failed') throw new Error(event.failure.cause)
    if (event.kind === 'interrupted') throw options.signal?.reason
  }
  throw new Error('a plan ended without an end')
}

class Stopped extends Error {}

class FailedReplica extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.cause)
    this.failure = failure
  }
}

class WorkOnRuns<Result> {
  readonly #plans: readonly Plan<Result>[]
  readonly #options: WorkOptions
  readonly #watched: Run | null
  readonly #queue = new EventQueue<WorkEvent<readonly Result[]>>()
  readonly #running = new Set<Running>()
  /** [key] → the result of the run */
  readonly #results = new Map<string, Promise<RunResult>>()
  /** [key] → newest snapshots by replica */
  readonly #snapshots = new Map<string, Map<number, ReplicaSnapshot>>()
  #seconds = 0
  #breakdown: Breakdown = {}
  /** Number of the next replica, over all runs. */
  #next = 0
  #isStopping = false
  #hasChanged = false
  #gathering: ReturnType<typeof setTimeout> | null = null

  constructor(plans: readonly Plan<Result>[], options: WorkOptions, watched: Run | null) {
    this.#plans = plans
    this.#options = options
    this.#watched = watched
    for (const { key, snapshots } of options.kept ?? []) {
      this.#snapshots.set(key, new Map(snapshots.map((one) => [one.replica, one])))
    }
  }

  async *events(): AsyncGenerator<WorkEvent<readonly Result[]>, void> {
    const { signal, checkpointEvery } = this.#options
    const onAbort = () => this.#requestStop()
    if (signal?.aborted) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    const requestSnapshots = () => {
      for (const running of this.#running) running.requestSnapshot()
    }
    const clock = checkpointEvery && setInterval(requestSnapshots, 1000 * checkpointEvery)
    try {
      this.#run().then(
        async (last) => {
          // Replicas that are being stopped still send snapshots.
          await this.stop()
          this.#flush()
          this.#queue.end(last)
        },
        (error) => this.#queue.fail(error),
      )
      yield* this.#queue
    } finally {
      clearInterval(clock || undefined)
      signal?.removeEventListener('abort', onAbort)
    }
  }

  /** Ends all running replicas if the events are no longer read. */
  async stop(): Promise<void> {
    this.#requestStop()
    await Promise.allSettled([...this.#running].map(({ outcome }) => outcome))
  }

  #requestStop(): void {
    this.#isStopping = true
    for (const running of this.#running) running.requestStop()
  }

  async #run(): Promise<WorkEvent<readonly Result[]>> {
    try {
      const result = await Promise.all(this.#plans.map((plan) => this.#carryOut(plan)))
      const spent = { seconds: this.#seconds, breakdown: this.#breakdown }
      return { kind: 'finished', result, spent }
    } catch (error) {
      if (error instanceof Stopped) return { kind: 'interrupted' }
      if (error instanceof FailedReplica) return { kind: 'failed', failure: error.failure }
      throw error
    }
  }

  async #carryOut(plan: Plan<Result>): Promise<Result> {
    let step = plan.next()
    while (!step.done) {
      step = plan.next(await this.#allOf(step.value.map((run) => this.#resultOf(run))))
    }
    return step.value
  }

  /** Waits for all. If one fails, stops the others, waits for them, and throws its error. */
  async #allOf<Value>(all: readonly Promise<Value>[]): Promise<Value[]> {
    try {
      return await Promise.all(all)
    } catch (error) {
      this.#requestStop()
      await Promise.allSettled(all)
      throw error
    }
  }

  /** Each run is done once, however often it is asked for. */
  #resultOf(run: Run): Promise<RunResult> {
    const key = runKey(run)
    const known = this.#results.get(key) ?? this.#begin(run, key)
    this.#results.set(key, known)
    return known
  }

  /**
   * In a run to a precision all replicas reach the same length; then their series decide whether all continue to the
   * next.
   */
  async #begin(run: Run, key: string): Promise<RunResult> {
    const { scenario } = run
    const first = this.#next
    const replicas = Array.from({ length: scenario.sampling.replicas }, (_, replica) => replica)
    this.#next += replicas.length
    this.#queue.push({ kind: 'asked', run, first })
    // No replica passes a length before it is decided on, so that the foremost one shows which have been.
    const begun = [...(this.#snapshots.get(key)?.values() ?? [])]
    let length = lengthHolding(scenario, Math.max(0, ...begun.map(({ done }) => done)))
    for (;;) {
      const production = length
      const records = await this.#allOf(
        replicas.map((replica) => this.#replica({ run, key, replica, production, first })),
      )
      const next = lengthsOf(scenario).find((longer) => longer > length)
      const isOver =
        !hasUntil(scenario) ||
        next === undefined ||
        precisionAfter(length, records, scenario).isReached
      if (isOver) {
        return new RunResult(run, records)
      }
      length = next
    }
  }

  /** @param first number of the run's first replica over all runs */
  async #replica({ run, key, replica, production, first }: Wanted): Promise<ReplicaRecord> {
    if (this.#isStopping) throw new Stopped()
    const isWatched = run === this.#watched
    const assignment = {
      task: { ...run, replica, production },
      snapshot: this.#snapshots.get(key)?.get(replica),
      frameEvery: isWatched ? this.#options.frameEvery : undefined,
      custom: isWatched ? this.#options.custom : undefined,
    }
    const running = this.#options.runner.start(assignment, (event) => {
      if (event.kind === 'snapshot') this.#keep(key, event.snapshot)
      else if (event.kind === 'progress') {
        const progress = { ...event.progress, replica: first + replica }
        this.#queue.push({ kind: 'progress', progress })
      } else if (isWatched) this.#queue.push(event)
    })
    this.#running.add(running)
    try {
      return this.#recordOf(await running.outcome, run, key)
    } finally {
      this.#running.delete(running)
    }
  }

  #recordOf(outcome: Outcome, { scenario }: Run, key: string): ReplicaRecord {
    if (outcome.kind === 'failed') throw new FailedReplica(outcome.failure)
    if (outcome.kind === 'stopped') {
      if (outcome.snapshot !== null) this.#keep(key, outcome.snapshot)
      throw new Stopped()
    }
    const { record, seconds, breakdown } = outcome
    this.#seconds += seconds
    this.#breakdown = added(this.#breakdown, breakdown)
    // In a run to a precision there is a snapshot that the replica can continue from.
    if (!hasUntil(scenario)) this.#keep(key, finalSnapshot(record, sweepsOf(scenario.sampling)))
    return record
  }

  #keep(key: string, snapshot: ReplicaSnapshot): void {
    const kept = this.#snapshots.get(key) ?? new Map<number, ReplicaSnapshot>()
    this.#snapshots.set(key, kept.set(snapshot.replica, snapshot))
    this.#hasChanged = true
    this.#gathering ??= setTimeout(() => this.#flush(), GATHER)
  }

  /** Emits a checkpoint if a snapshot has changed since the last one. */
  #flush(): void {
    if (this.#gathering !== null) clearTimeout(this.#gathering)
    this.#gathering = null
    if (!this.#hasChanged) return
    this.#hasChanged = false
    const runs = Array.from(this.#snapshots, ([key, snapshots]) => {
      return { key, snapshots: [...snapshots.values()].sort((a, b) => a.replica - b.replica) }
    })
    this.#queue.push({ kind: 'checkpoint', runs })
  }
}

interface Wanted {
  readonly run: Run
  readonly key: string
  readonly replica: number
  readonly production: number
  readonly first: number
}

/** Seconds of two breakdowns together. */
function added(a: Breakdown, b: Breakdown): Breakdown {
  const works = Object.keys({ ...a, ...b }) as (keyof Breakdown)[]
  return Object.fromEntries(works.map((work) => [work, (a[work] ?? 0) + (b[work] ?? 0)]))
}
