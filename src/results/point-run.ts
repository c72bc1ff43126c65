import type { ReplicaProgress, ReplicaRecord } from '../run/replica-record.ts'
import { finalSnapshot, type ReplicaSnapshot } from '../run/replica-snapshot.ts'
import { sweepsOf } from '../run/stages.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Job } from './pool.ts'
import type { Failure } from './pool-messages.ts'

/** A scenario to run, all of its replicas, and who wants to hear of it. */
export interface Point {
  readonly scenario: Scenario
  readonly counts: Readonly<Record<string, number>>
  /** Where replicas go on that have been begun before. */
  readonly snapshots: readonly ReplicaSnapshot[]
  readonly onProgress: (progress: ReplicaProgress) => void
  /** What is to be kept, so that the run can go on from here: a snapshot of every replica begun. */
  readonly onCheckpoint: (snapshots: readonly ReplicaSnapshot[]) => void
  /** Records in replica order; `seconds` that the workers took for them, added up. */
  readonly onDone: (records: readonly ReplicaRecord[], seconds: number) => void
  readonly onFailure: (failure: Failure) => void
}

/** Milliseconds in which the snapshots of several workers come in, to be kept together. */
const GATHER = 20

/** Keeps the replicas of one point together while workers run them. */
export class PointRun {
  readonly #point: Point
  readonly #guard: (work: () => void) => void
  readonly #snapshots = new Map<number, ReplicaSnapshot>()
  readonly #records: ReplicaRecord[] = []
  #finished = 0
  #seconds = 0
  #next = 0
  #hasFailed = false
  #isChanged = false
  #timer: NodeJS.Timeout | null = null

  /** @param guard runs what may fail, such as the writing of files */
  constructor(point: Point, guard: (work: () => void) => void) {
    this.#point = point
    this.#guard = guard
    for (const snapshot of point.snapshots) this.#snapshots.set(snapshot.replica, snapshot)
  }

  /** The next replica that no worker has; null if there is none, or no sense in another one. */
  nextJob(): Job | null {
    const { scenario, counts, onProgress } = this.#point
    if (this.#hasFailed || this.#next === scenario.sampling.replicas) return null
    const replica = this.#next++
    return {
      task: { scenario, counts, replica },
      snapshot: this.#snapshots.get(replica),
      onProgress,
      onSnapshot: (snapshot) => this.#keep(snapshot),
      onRecord: (record, seconds) => this.#finish(record, seconds),
      onFailure: (failure) => this.#fail(failure),
    }
  }

  /** Hands out what has changed since the last checkpoint. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const isOver = this.#finished === this.#point.scenario.sampling.replicas
    if (!this.#isChanged || isOver) return
    this.#isChanged = false
    const inOrder = [...this.#snapshots.values()].sort((a, b) => a.replica - b.replica)
    this.#guard(() => this.#point.onCheckpoint(inOrder))
  }

  #keep(snapshot: ReplicaSnapshot): void {
    this.#snapshots.set(snapshot.replica, snapshot)
    this.#isChanged = true
    this.#timer ??= setTimeout(() => this.flush(), GATHER)
  }

  #finish(record: ReplicaRecord, seconds: number): void {
    const { scenario, onDone } = this.#point
    this.#records[record.replica] = record
    this.#snapshots.set(record.replica, finalSnapshot(record, sweepsOf(scenario.sampling)))
    this.#isChanged = true
    this.#seconds += seconds
    this.#finished++
    if (this.#finished < scenario.sampling.replicas || this.#hasFailed) return
    this.flush()
    // Evaluating takes a while: workers get their next jobs first.
    setImmediate(() => this.#guard(() => onDone(this.#records, this.#seconds)))
  }

  #fail(failure: Failure): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#guard(() => this.#point.onFailure(failure))
  }
}
