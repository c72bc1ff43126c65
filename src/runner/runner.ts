import type { LogRow, Work } from '../run/replica-log.ts'
import type { ReplicaProgress, ReplicaRecord } from '../run/replica-record.ts'
import type { ReplicaSnapshot } from '../run/replica-snapshot.ts'
import type { ReplicaTask } from '../run/replica-task.ts'

/** A replica to be run; plain data. */
export interface Assignment {
  readonly task: ReplicaTask
  /** Where to go on; absent at the start. */
  readonly snapshot?: ReplicaSnapshot | undefined
  /** Sweeps of production between two frames; absent where none are wanted. */
  readonly frameEvery?: number | undefined
}

/** A configuration on the way. */
export interface Frame {
  readonly replica: number
  /** Of those of the replica, from 0. */
  readonly index: number
  /** [site] → state */
  readonly state: Uint8Array
}

/** Seconds spent on each kind of work. */
export type Breakdown = Readonly<Partial<Record<Work | 'setup' | 'snapshots', number>>>

/** What is told while a replica runs; a snapshot comes after all frames up to it. */
export type ReplicaEvent =
  | { readonly kind: 'progress'; readonly progress: ReplicaProgress }
  | { readonly kind: 'row'; readonly row: LogRow }
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'snapshot'; readonly snapshot: ReplicaSnapshot }

/** How a replica has ended. */
export type Outcome =
  /** `seconds` that it took, of its thread alone, and what for. */
  | {
      readonly kind: 'record'
      readonly record: ReplicaRecord
      readonly seconds: number
      readonly breakdown: Breakdown
    }
  /** By request, with a snapshot to go on from; null where it was not begun, or could not be asked. */
  | { readonly kind: 'stopped'; readonly snapshot: ReplicaSnapshot | null }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Why a replica has no record, as data: classes of errors do not survive the way between threads. */
export interface Failure {
  readonly replica: number
  /** One line. */
  readonly cause: string
  /** For those who look for the bug; null where there is none. */
  readonly stack: string | null
}

export function failureOf(replica: number, error: unknown): Failure {
  if (!(error instanceof Error)) return { replica, cause: String(error), stack: null }
  return { replica, cause: `${error.name}: ${error.message}`, stack: error.stack ?? null }
}

/** A replica that waits or is being run. */
export interface Running {
  readonly outcome: Promise<Outcome>
  /** Asks for a snapshot, which comes as an event; nothing happens where it has not begun. */
  requestSnapshot(): void
  /** Asks it to stop after the sweep that it is in. */
  requestStop(): void
}

/**
 * Runs replicas: in worker threads, in the calling thread, or in a page's worker. What a replica comes to depends on its
 * assignment alone, never on where and when it runs.
 */
export interface Runner {
  /** Replicas that run at a time. */
  readonly width: number
  start(assignment: Assignment, listen: (event: ReplicaEvent) => void): Running
  /** Resolves once no replica waits: it is time to start another one, lest a thread has nothing to do. */
  room(): Promise<void>
  /** Ends everything that is still running. */
  close(): Promise<void>
}
