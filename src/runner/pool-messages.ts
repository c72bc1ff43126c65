import type { Work } from '../run/hooks.ts'
import type { LogRow } from '../run/log-book.ts'
import type { ReplicaProgress, ReplicaRecord } from '../run/replica-record.ts'
import type { ReplicaSnapshot } from '../run/replica-snapshot.ts'
import type { ReplicaTask } from '../run/replica-task.ts'

/** Why a replica has no record, as data: classes of errors do not survive the way between threads. */
export interface Failure {
  readonly replica: number
  /** One line. */
  readonly cause: string
  /** For those who look for the bug; null where there is none. */
  readonly stack: string | null
}

/** What a worker is given to do. */
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

/** Seconds that a worker has spent on each kind of work. */
export type Breakdown = Readonly<Partial<Record<Work | 'setup' | 'snapshots', number>>>

/**
 * What a worker posts: progress, rows, frames and snapshots now and then, a snapshot after all frames up to it, and in the end one of the other three.
 */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: ReplicaProgress }
  | { readonly kind: 'row'; readonly row: LogRow }
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'snapshot'; readonly snapshot: ReplicaSnapshot }
  | { readonly kind: 'stopped'; readonly snapshot: ReplicaSnapshot }
  /** `seconds` that it took, of this worker alone, and what for. */
  | {
      readonly kind: 'record'
      readonly record: ReplicaRecord
      readonly seconds: number
      readonly breakdown: Breakdown
    }
  | { readonly kind: 'failure'; readonly failure: Failure }

/**
 * Memory that all workers look at between two sweeps, when they have no ears for messages: how many
 * snapshots have been asked for so far, and 1 once they are to stop.
 */
export const CONTROL = { snapshots: 0, stop: 1, length: 2 } as const

/** What a worker is started with. */
export interface WorkerSetup {
  readonly control: Int32Array
}

export function failureOf(replica: number, error: unknown): Failure {
  if (!(error instanceof Error)) return { replica, cause: String(error), stack: null }
  return { replica, cause: `${error.name}: ${error.message}`, stack: error.stack ?? null }
}
