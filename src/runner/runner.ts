import type { Custom } from '../run/custom.ts'
import type { LogRow, Work } from '../run/replica-log.ts'
import type { ReplicaProgress, ReplicaRecord } from '../run/replica-record.ts'
import type { ReplicaSnapshot } from '../run/replica-snapshot.ts'
import type { ReplicaTask } from '../run/replica-task.ts'

/** A replica to be run; plain data but for `custom`. */
export interface Assignment {
  readonly task: ReplicaTask
  /** To be continued from; absent at the start. */
  readonly snapshot?: ReplicaSnapshot | undefined
  /** Sweeps of production between two frames; absent where none are wanted. */
  readonly frameEvery?: number | undefined
  /** Not plain data: for runners `inThisThread` alone. */
  readonly custom?: Custom | undefined
}

/** A configuration during production. */
export interface Frame {
  readonly replica: number
  /** Of those of the replica, from 0. */
  readonly index: number
  /** [site] → state */
  readonly state: Uint8Array
}

/** Seconds spent on each kind of work. */
export type Breakdown = Readonly<
  Partial<Record<Work | 'setup' | 'snapshots' | 'evaluating', number>>
>

/** An event while a replica runs; a snapshot comes after all frames up to it. */
export type ReplicaEvent =
  | { readonly kind: 'progress'; readonly progress: ReplicaProgress }
  | { readonly kind: 'row'; readonly row: LogRow }
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'snapshot'; readonly snapshot: ReplicaSnapshot }

/** How a replica has ended. */
export type Outcome =
  /** With the `seconds` of its thread, and those by kind of work. */
  | {
      readonly kind: 'record'
      readonly record: ReplicaRecord
      readonly seconds: number
      readonly breakdown: Breakdown
    }
  /** On request, with a snapshot to continue from; null if it had not begun, or did not answer. */
  | { readonly kind: 'stopped'; readonly snapshot: ReplicaSnapshot | null }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Why a replica has no record, as data: classes of errors are lost between threads. */
export interface Failure {
  readonly replica: number
  /** One line. */
  readonly cause: string
  /** Stack trace; null if there is none. */
  readonly stack: string | null
}

export function failureOf(replica: number, error: unknown): Failure {
  if (!(error instanceof Error)) return { replica, cause: String(error), stack: null }
  return { replica, cause: `${error.name}: ${error.message}`, stack: error.stack ?? null }
}

/** A replica that waits or is being run. */
export interface Running {
  readonly outcome: Promise<Outcome>
  /** Asks for a snapshot, which comes as an event; ignored if the replica has not begun. */
  requestSnapshot(): void
  /** Asks it to stop after the sweep that it is in. */
  requestStop(): void
}

/**
 * Runs replicas: in worker threads, in the calling thread, or in a page's worker. The result of a replica depends on its
 * assignment alone, never on where and when it runs.
 */
export interface Runner {
  /** Replicas that run at a time. */
  readonly width: number
  /** Whether replicas run in the calling thread, so that they can call functions of their caller. */
  readonly inThisThread?: boolean
  /** Runs a replica as soon as there is room, and reports its progress. */
  start(assignment: Assignment, listen: (event: ReplicaEvent) => void): Running
  /** Resolves once no replica waits: another one can be started, so that no thread is idle. */
  room(): Promise<void>
  /** Ends everything that is still running. */
  close(): Promise<void>
}
