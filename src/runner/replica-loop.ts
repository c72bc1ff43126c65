import { replicaOf } from '../run/ladder.ts'
import {
  type Assignment,
  type Breakdown,
  failureOf,
  type Outcome,
  type ReplicaEvent,
} from './runner.ts'

/** Milliseconds between two events of progress, and between two checks for requests. */
const PROGRESS_EVERY = 200
const LOOK_EVERY = 50

/** What may be asked of a replica while it runs. */
export interface Requests {
  snapshot: boolean
  stop: boolean
}

/**
 * Runs a replica to its end, or until it is asked to stop, with pauses in which this thread can do other things. Clocks
 * and requests decide which events there are, never what the replica does.
 */
export async function runAssignment(
  { task, snapshot, frameEvery, custom }: Assignment,
  requests: Requests,
  listen: (event: ReplicaEvent) => void,
): Promise<Outcome> {
  try {
    const start = performance.now()
    const timer = new WorkTimer()
    const replica = replicaOf(task, {
      snapshot,
      custom,
      onWork: (work) => timer.lap(work),
      onRow: (row) => listen({ kind: 'row', row }),
    })
    timer.lap('setup')
    // Also where it continues from.
    listen({ kind: 'progress', progress: replica.progress })
    let reported = start
    let looked = start
    while (!replica.isDone) {
      if (requests.stop) return { kind: 'stopped', snapshot: replica.snapshot() }
      if (requests.snapshot) {
        requests.snapshot = false
        listen({ kind: 'snapshot', snapshot: replica.snapshot() })
        timer.lap('snapshots')
      }
      replica.sweep()
      const index = frameEvery === undefined ? null : replica.frameIndex(frameEvery)
      if (index !== null) {
        const frame = { replica: task.replica, index, state: replica.copyState() }
        listen({ kind: 'frame', frame })
        timer.lap('snapshots')
      }
      const now = performance.now()
      if (now - reported >= PROGRESS_EVERY || replica.isDone) {
        reported = now
        listen({ kind: 'progress', progress: replica.progress })
      }
      if (now - looked >= LOOK_EVERY) {
        await pause()
        looked = performance.now()
        timer.skip()
      }
    }
    if (task.scenario.until !== undefined) {
      // It may have to continue from here.
      listen({ kind: 'snapshot', snapshot: replica.snapshot() })
      timer.lap('snapshots')
    }
    const seconds = (performance.now() - start) / 1000
    return { kind: 'record', record: replica.record(), seconds, breakdown: timer.seconds }
  } catch (error) {
    return { kind: 'failed', failure: failureOf(task.replica, error) }
  }
}

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

/** Lets messages in; pages have no `setImmediate`. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve)
    else setTimeout(resolve, 0)
  })
}

/** Adds up how long each kind of work took. */
class WorkTimer {
  readonly seconds: { -readonly [work in keyof Breakdown]: number } = {}
  #last = performance.now()

  /** Adds all time since the last call to this kind of work. */
  lap(work: keyof Breakdown): void {
    const now = performance.now()
    this.seconds[work] = (this.seconds[work] ?? 0) + (now - this.#last) / 1000
    this.#last = now
  }

  /** Leaves the time since the last call out. */
  skip(): void {
    this.#last = performance.now()
  }
}
