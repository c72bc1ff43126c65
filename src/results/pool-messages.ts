import type { ReplicaProgress, ReplicaRecord } from '../run/replica-record.ts'

/** Why a replica has no record, as data: classes of errors do not survive the way between threads. */
export interface Failure {
  readonly replica: number
  /** One line. */
  readonly cause: string
  /** For those who look for the bug; null where there is none. */
  readonly stack: string | null
}

/** What a worker posts: progress now and then, and in the end one of the other two. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: ReplicaProgress }
  | { readonly kind: 'record'; readonly record: ReplicaRecord }
  | { readonly kind: 'failure'; readonly failure: Failure }

export function failureOf(replica: number, error: unknown): Failure {
  if (!(error instanceof Error)) return { replica, cause: String(error), stack: null }
  return { replica, cause: `${error.name}: ${error.message}`, stack: error.stack ?? null }
}
