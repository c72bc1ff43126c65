import { type Requests, runAssignment } from './replica-loop.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

/** What a worker does with a message: one assignment after the other, and what is asked for meanwhile. */
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
