import type { Assignment, Outcome, ReplicaEvent } from './runner.ts'

/** A message to a worker. */
export type ToWorker =
  | { readonly kind: 'assignment'; readonly assignment: Assignment }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'stop' }

/** A message from a worker: an event of its assignment, or how that has ended. */
export type FromWorker = ReplicaEvent | { readonly kind: 'ended'; readonly outcome: Outcome }
