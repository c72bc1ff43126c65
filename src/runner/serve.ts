import { type Requests, runAssignment } from './replica-loop.ts'
import type { Assignment, Outcome, ReplicaEvent } from './runner.ts'

/** Handles the messages to a worker: one assignment after the other, and requests to the present one. */
export function serve(post: (message: FromWorker) => void): (message: ToWorker) => void {
  let requests: Requests = { snapshot: false, stop: false }
  return (message) => {
    if (message.kind === 'snapshot') requests.snapshot = true
    else if (message.kind === 'stop') requests.stop = true
    else {
      requests = { snapshot: false, stop: false }
      void runAssignment(message.assignment, requests, post).then((outcome) =>
        post({ kind: 'ended', outcome }),
      )
    }
  }
}

/** A message to a worker. */
export type ToWorker =
  | { readonly kind: 'assignment'; readonly assignment: Assignment }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'stop' }

/** A message from a worker: an event of its assignment, or how that has ended. */
export type FromWorker = ReplicaEvent | { readonly kind: 'ended'; readonly outcome: Outcome }
