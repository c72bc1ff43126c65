import { hasUntil, precisionAfter } from '../evaluate/precision.ts'
import type { ExtraResult } from '../methods/extra-results.ts'
import type { Branch } from '../run/branch.ts'
import { lengthHolding, lengthsOf } from '../run/lengths.ts'
import type { LogRow } from '../run/log-book.ts'
import type { ReplicaProgress, ReplicaRecord } from '../run/replica-record.ts'
import { finalSnapshot, type ReplicaSnapshot } from '../run/replica-snapshot.ts'
import { sweepsOf } from '../run/stages.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Job } from './pool.ts'
import type { Breakdown, Failure, Frame } from './pool-messages.ts'

/** A scenario to run, all of its replicas, and who wants to hear of it. */
export interface Point {
  readonly scenario: Scenario
  readonly counts: Readonly<Record<string, number>>
  /** Where replicas go on that have been begun before. */
  readonly snapshots: readonly ReplicaSnapshot[]
  readonly onProgress: (progress: ReplicaProgress) => void
  readonly onRow?: (row: LogRow) => void
  /** Frames to be kept: every so many sweeps of production, each before any checkpoint that is beyond it. */
  readonly frames?: { readonly every: number; readonly keep: (frame: Frame) => void } | undefined
  /** What is to be kept, so that the run can go on from here: a snapshot of every replica begun. */
  readonly onCheckpoint: (snapshots: readonly ReplicaSnapshot[]) => void
  /** Records in replica order; `seconds` that the workers took for them, added up, and what for. */
  readonly onDone: (
    records: readonly ReplicaRecord[],
    seconds: number,
    breakdown: Breakdown,
  ) => void
  readonly onFailure: (failure: Failure) => void
  /** What extra runs have come to, told before `onDone`. */
  readonly onExtras?: (results: readonly ExtraResult[]) => void
  /** Of an extra run. */
  readonly branch?: Branch
}

/** Milliseconds in which the snapshots of several workers come in, to be kept together. */
const GATHER = 20

/**
 * Keeps the replicas of one point together while workers run them. In a run to a precision all replicas get
 * to the same length; then their series decide whether they all go on to the next.
 */
export class PointRun {
  readonly #point: Point
  readonly #guard: (work: () => void) => void
  readonly #snapshots = new Map<number, ReplicaSnapshot>()
  #records: ReplicaRecord[] = []
  /** Sweeps of production that replicas are on their way to. */
  #length: number
  #finished = 0
  #seconds = 0
  #breakdown: Breakdown = {}
  #next = 0
  #hasFailed = false
  #isChanged = false
  #timer: NodeJS.Timeout | null = null

  /** @param guard runs what may fail, such as the writing of files */
  constructor(point: Point, guard: (work: () => void) => void) {
    this.#point = point
    this.#guard = guard
    for (const snapshot of point.snapshots) this.#snapshots.set(snapshot.replica, snapshot)
    // Nobody goes beyond a length that has not been decided on: the foremost replica tells which have.
    const foremost = Math.max(0, ...point.snapshots.map(({ done }) => done))
    this.#length = lengthHolding(point.scenario, foremost)
  }

  /** The next replica that no worker has; null if there is none now, or no sense in another one. */
  nextJob(): Job | null {
    const { scenario, counts, onProgress, onRow, branch, frames } = this.#point
    if (this.#hasFailed || this.#next === scenario.sampling.replicas) return null
    const replica = this.#next++
    const production = this.#length
    return {
      task: { scenario, counts, replica, production, ...(branch === undefined ? {} : { branch }) },
      snapshot: this.#snapshots.get(replica),
      onProgress,
      onRow,
      frameEvery: frames?.every,
      onFrame: (frame) => this.#guard(() => frames?.keep(frame)),
      onSnapshot: (snapshot) => this.#keep(snapshot),
      onRecord: (record, seconds, breakdown) => {
        this.#breakdown = added(this.#breakdown, breakdown)
        this.#finish(record, seconds)
      },
      onFailure: (failure) => this.#fail(failure),
    }
  }

  /** Whether there may be jobs again although there are none now. */
  get mayGoOn(): boolean {
    return hasUntil(this.#point.scenario) && !this.#hasFailed && !this.#isOver
  }

  /** Hands out what has changed since the last checkpoint. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (!this.#isChanged || this.#isOver) return
    this.#isChanged = false
    const inOrder = [...this.#snapshots.values()].sort((a, b) => a.replica - b.replica)
    this.#guard(() => this.#point.onCheckpoint(inOrder))
  }

  get #isOver(): boolean {
    return this.#finished === this.#point.scenario.sampling.replicas
  }

  #keep(snapshot: ReplicaSnapshot): void {
    this.#snapshots.set(snapshot.replica, snapshot)
    this.#isChanged = true
    this.#timer ??= setTimeout(() => this.flush(), GATHER)
  }

  #finish(record: ReplicaRecord, seconds: number): void {
    const { scenario, onDone } = this.#point
    this.#records[record.replica] = record
    // In a run to a precision the worker has sent one that the replica can go on from.
    if (!hasUntil(scenario)) {
      this.#snapshots.set(record.replica, finalSnapshot(record, sweepsOf(scenario.sampling)))
    }
    this.#isChanged = true
    this.#seconds += seconds
    this.#finished++
    if (!this.#isOver || this.#hasFailed || this.#goOn()) return
    this.flush()
    // Evaluating takes a while: workers get their next jobs first.
    setImmediate(() => this.#guard(() => onDone(this.#records, this.#seconds, this.#breakdown)))
  }

  /** Sends all replicas to the next length unless they are precise enough; false if this is the end. */
  #goOn(): boolean {
    const { scenario } = this.#point
    if (!hasUntil(scenario)) return false
    const next = lengthsOf(scenario).find((length) => length > this.#length)
    if (next === undefined) return false
    if (precisionAfter(this.#length, this.#records, scenario).isReached) return false
    this.#length = next
    this.#records = []
    this.#finished = 0
    this.#next = 0
    return true
  }

  #fail(failure: Failure): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#guard(() => this.#point.onFailure(failure))
  }
}

/** Seconds of two breakdowns together. */
export function added(a: Breakdown, b: Breakdown): Breakdown {
  const works = Object.keys({ ...a, ...b }) as (keyof Breakdown)[]
  return Object.fromEntries(works.map((work) => [work, (a[work] ?? 0) + (b[work] ?? 0)]))
}
