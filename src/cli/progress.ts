import { runKey } from '../methods/method.ts'
import { attemptsOf, type RunLoad, replicaLoads, runLoads } from '../methods/run-loads.ts'
import { lengthHolding } from '../run/lengths.ts'
import type { ReplicaProgress } from '../run/replica-record.ts'
import type { Run } from '../run/replica-task.ts'
import type { System } from '../system.ts'

/** How far all work has come. */
export interface ProgressSummary {
  /** Points that have ended, and all of them. */
  readonly finished: number
  readonly points: number
  /** 0 … 1, of the attempted moves of all points that had work left. */
  readonly share: number
  /** Of all threads together, lately; null as long as it means nothing. */
  readonly attemptsPerSecond: number | null
  readonly sweepsPerSecond: number | null
  readonly secondsLeft: number | null
}

/** A replica that has work left, or has had. */
interface Load extends RunLoad {
  readonly done: number
  /** Null before it is reported to run. */
  readonly phase: ReplicaProgress['phase'] | null
  /** Number of the first replica of its run; null as long as the run is only expected. */
  readonly first: number | null
}

/** How far runs had come before. */
export type KeptSweeps = readonly {
  readonly key: string
  readonly snapshots: readonly { readonly replica: number; readonly done: number }[]
}[]

interface Point {
  /** By the number that progress has; what is only expected comes last. */
  readonly loads: Load[]
  kept: KeptSweeps
}

/** What had been done by a time. */
interface Mark {
  readonly time: number
  readonly attempts: number
  readonly sweeps: number
}

/**
 * Seconds until a rate means something, after this share of the work or later: setting up and compiling
 * take longer than the first sweeps.
 */
const SETTLED_AFTER = 1
const SETTLED_SHARE = 0.01
const SETTLED_ANYHOW = 10
/** A rate is that of the latest half of the time, but of so many seconds at least: early sweeps are slow. */
const LATEST_SECONDS = 5
/** Marks of the latest half, about. */
const MARKS = 200

/** How far the runs of one or more points are. Points and runs differ in size, so work is counted in attempted moves. */
export class Progress {
  readonly #start: number
  /** Replicas that run at a time. */
  readonly threads: number
  readonly #all: number
  readonly #points = new Map<string, Point>()
  #finished: number
  /** Attempts of points that have ended. */
  #over = 0
  /** Done since the start. */
  #attempts = 0
  #sweeps = 0
  readonly #marks: Mark[]

  /**
   * @param threads replicas that run at a time
   * @param start seconds, on the clock that `summary` is asked with
   * @param points all of them, of which `finished` have nothing left to do
   */
  constructor({
    threads,
    start,
    points = 1,
    finished = 0,
  }: {
    readonly threads: number
    readonly start: number
    readonly points?: number
    readonly finished?: number
  }) {
    this.threads = threads
    this.#start = start
    this.#all = points
    this.#finished = finished
    this.#marks = [{ time: start, attempts: 0, sweeps: 0 }]
  }

  /** Announces a point, with all replicas that it is expected to ask for. */
  add(id: string, expected: readonly RunLoad[]): void {
    const loads = expected.map((load) => ({ ...load, done: 0, phase: null, first: null }))
    this.#points.set(id, { loads, kept: [] })
  }

  /** Sweeps of a point's runs that were done before the start count for the share, not for the rate. */
  resume(id: string, kept: KeptSweeps): void {
    const point = this.#points.get(id)
    if (point !== undefined) point.kept = kept
  }

  /** A run has been asked for. @param first number of its first replica over all runs of the point */
  asked(id: string, run: Run, first: number): void {
    const point = this.#points.get(id)
    if (point === undefined) return
    const key = point.kept.length === 0 ? null : runKey(run)
    const snapshots = point.kept.find((one) => one.key === key)?.snapshots ?? []
    const before = new Map(snapshots.map(({ replica, done }) => [replica, done]))
    const { equilibration } = run.scenario.sampling
    // All replicas of a run to a precision are on their way to the same length.
    const goal = equilibration + lengthHolding(run.scenario, Math.max(0, ...before.values()))
    for (const [replica, load] of replicaLoads(run.scenario).entries()) {
      const done = before.get(replica) ?? 0
      const sweeps = before.size === 0 ? load.sweeps : goal
      const phase = before.has(replica) ? 'production' : null
      point.loads[first + replica] = { ...load, sweeps, done, phase, first }
    }
  }

  update(id: string, { replica, phase, done, total }: ReplicaProgress): void {
    const loads = this.#points.get(id)?.loads ?? []
    const load = loads[replica]
    if (load === undefined) return
    this.#sweeps += done - load.done
    this.#attempts += (done - load.done) * load.attemptsPerSweep
    const sweeps = Math.max(load.sweeps, total, done)
    loads[replica] = { ...load, phase, done, sweeps }
    if (sweeps === load.sweeps || load.first === null) return
    for (const [other, { first }] of loads.entries()) {
      if (first === load.first) loads[other] = { ...loads[other]!, sweeps }
    }
  }

  /** A point has ended, whether well or not. */
  end(id: string): void {
    const point = this.#points.get(id)
    if (point === undefined) return
    this.#points.delete(id)
    this.#over += attemptsOf(point.loads)
    this.#finished++
  }

  summary(now: number): ProgressSummary {
    const loads = this.#loads()
    const left = loads.reduce((sum, load) => sum + attemptsLeft(load), 0)
    const total = this.#over + attemptsOf(loads)
    const lately = this.#rate(now, total)
    return {
      finished: this.#finished,
      points: this.#all,
      share: total === 0 ? 1 : (total - left) / total,
      attemptsPerSecond: lately?.attempts ?? null,
      sweepsPerSecond: lately?.sweeps ?? null,
      secondsLeft: lately === null ? null : this.#secondsLeft(loads, left, lately.attempts),
    }
  }

  /** `replica 1 of 2: equilibration`, `replicas 1–2 of 2: production` */
  phase(): string {
    const loads = this.#loads()
    if (loads.every((load) => attemptsLeft(load) === 0)) return 'evaluating'
    const running = [...loads.entries()].filter(([, load]) => {
      return load.phase !== null && attemptsLeft(load) > 0
    })
    if (running.length === 0) return 'starting'
    const isEarly = running.some(([, { phase }]) => phase === 'equilibration')
    const [first, last] = [running[0]![0] + 1, running.at(-1)![0] + 1]
    const which = first === last ? `replica ${first}` : `replicas ${first}–${last}`
    return `${which} of ${loads.length}: ${isEarly ? 'equilibration' : 'production'}`
  }

  /** `12 of 66 runs`: replicas that have ended, of those asked for. */
  count(): string {
    const asked = this.#loads().filter(({ first }) => first !== null)
    const ended = asked.filter((load) => load.phase !== null && attemptsLeft(load) === 0)
    return `${ended.length} of ${asked.length} runs`
  }

  /** Of all points that have not ended. */
  replicas(): number {
    return this.#loads().length
  }

  #loads(): Load[] {
    return [...this.#points.values()].flatMap(({ loads }) => loads)
  }

  /** Notes what has been done by now, and forgets what is too long ago. */
  #rate(now: number, total: number): Omit<Mark, 'time'> | null {
    const marks = this.#marks
    const elapsed = now - this.#start
    const since = now - Math.max(elapsed / 2, LATEST_SECONDS)
    const newest = marks.at(-1)!
    if (this.#attempts > newest.attempts && now - newest.time >= elapsed / 2 / MARKS) {
      marks.push({ time: now, attempts: this.#attempts, sweeps: this.#sweeps })
    }
    while (marks.length > 2 && marks[1]!.time <= since) marks.shift()
    const [first] = marks
    const [attempts, sweeps] = [this.#attempts - first!.attempts, this.#sweeps - first!.sweeps]
    const isEarly = attempts < SETTLED_SHARE * total && elapsed < SETTLED_ANYHOW
    if (attempts <= 0 || elapsed < SETTLED_AFTER || isEarly) return null
    const time = now - first!.time
    return { attempts: attempts / time, sweeps: sweeps / time }
  }

  /** A replica runs in one thread only: the longest one left takes its time however many there are. */
  #secondsLeft(loads: readonly Load[], left: number, rate: number): number {
    const longest = loads.reduce((most, load) => Math.max(most, attemptsLeft(load)), 0)
    return Math.max(left, longest * this.threads) / rate
  }
}

/**
 * The progress of points that are to be run, from now on.
 * @param width replicas that can run at a time
 * @param finished points that have nothing left to do
 */
export function progressOf(
  points: readonly (System & { readonly id: string })[],
  width: number,
  finished = 0,
): Progress {
  const loads = points.map(({ scenario, system }) => runLoads({ scenario, counts: system.counts }))
  const threads = Math.max(1, Math.min(width, loads.flat().length))
  const start = seconds()
  const progress = new Progress({ threads, start, points: finished + points.length, finished })
  for (const [at, { id }] of points.entries()) progress.add(id, loads[at]!)
  return progress
}

function attemptsLeft({ sweeps, done, attemptsPerSweep }: Load): number {
  return (sweeps - done) * attemptsPerSweep
}

/** On a clock that only serves to say how long something takes. */
export function seconds(): number {
  return performance.now() / 1000
}
