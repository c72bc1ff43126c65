import { parentPort, workerData } from 'node:worker_threads'
import { runnerOf } from '../src/run/ladder.ts'
import {
  type Assignment,
  type Breakdown,
  CONTROL,
  failureOf,
  type WorkerMessage,
  type WorkerSetup,
} from '../src/runner/pool-messages.ts'

/** Milliseconds between two messages of progress. */
const PROGRESS_EVERY = 200

const port = parentPort
if (port === null) throw new Error('this file is the entry of a worker thread')
const { control } = workerData as WorkerSetup
const post = (message: WorkerMessage) => port.postMessage(message)

port.on('message', (assignment: Assignment) => {
  try {
    post(run(assignment))
  } catch (error) {
    post({ kind: 'failure', failure: failureOf(assignment.task.replica, error) })
  }
})

/** Clocks and requests decide what is told on the way, never what the replica does. */
function run({ task, snapshot, frameEvery }: Assignment): WorkerMessage {
  const start = performance.now()
  const watch = new Watch()
  const replica = runnerOf(task, {
    snapshot,
    onWork: (work) => watch.lap(work),
    onRow: (row) => post({ kind: 'row', row }),
  })
  watch.lap('setup')
  let told = Number.NEGATIVE_INFINITY
  let answered = Atomics.load(control, CONTROL.snapshots)
  while (!replica.isDone) {
    if (Atomics.load(control, CONTROL.stop) === 1) {
      return { kind: 'stopped', snapshot: replica.snapshot() }
    }
    replica.sweep()
    const index = frameEvery === undefined ? null : replica.frameIndex(frameEvery)
    if (index !== null) {
      post({ kind: 'frame', frame: { replica: task.replica, index, state: replica.copyState() } })
      watch.lap('snapshots')
    }
    const asked = Atomics.load(control, CONTROL.snapshots)
    if (asked !== answered) {
      answered = asked
      post({ kind: 'snapshot', snapshot: replica.snapshot() })
      watch.lap('snapshots')
    }
    const now = performance.now()
    if (now - told >= PROGRESS_EVERY || replica.isDone) {
      told = now
      post({ kind: 'progress', progress: replica.progress })
    }
  }
  if (task.scenario.until !== undefined) {
    // It may have to go on from here.
    post({ kind: 'snapshot', snapshot: replica.snapshot() })
    watch.lap('snapshots')
  }
  const seconds = (performance.now() - start) / 1000
  return { kind: 'record', record: replica.record(), seconds, breakdown: watch.seconds }
}

/** Adds up how long each kind of work took. */
class Watch {
  readonly seconds: { -readonly [work in keyof Breakdown]: number } = {}
  #last = performance.now()

  /** All time since the last call went into this. */
  lap(work: keyof Breakdown): void {
    const now = performance.now()
    this.seconds[work] = (this.seconds[work] ?? 0) + (now - this.#last) / 1000
    this.#last = now
  }
}
