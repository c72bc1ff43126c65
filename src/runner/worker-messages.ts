import type { Assignment, Outcome, ReplicaEvent } from './runner.ts'

/** What a worker is told. */
export type ToWorker =
  | { readonly kind: 'assignment'; readonly assignment: Assignment }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'stop' }

/** What a worker tells: events of the assignment that it works on, and in the end how it has ended. */
export type FromWorker = ReplicaEvent | { readonly kind: 'ended'; readonly outcome: Outcome }
