import { parentPort, workerData } from 'node:worker_threads'
import {
  type Assignment,
  CONTROL,
  failureOf,
  type WorkerMessage,
  type WorkerSetup,
} from '../src/results/pool-messages.ts'
import { Replica } from '../src/run/replica.ts'

/** Milliseconds between two messages of progress. */
const PROGRESS_EVERY = 200

const port = parentPort
if (port === null) throw new Error('this file is the entry of a worker thread')
const { control } = workerData as WorkerSetup
const post = (message: WorkerMessage) => port.postMessage(message)

port.on('message', ({ task, snapshot }: Assignment) => {
  try {
    post(run(new Replica(task, { snapshot })))
  } catch (error) {
    post({ kind: 'failure', failure: failureOf(task.replica, error) })
  }
})

/** Clocks and requests decide what is told on the way, never what the replica does. */
function run(replica: Replica): WorkerMessage {
  const start = performance.now()
  let told = Number.NEGATIVE_INFINITY
  let answered = Atomics.load(control, CONTROL.snapshots)
  while (!replica.isDone) {
    if (Atomics.load(control, CONTROL.stop) === 1) {
      return { kind: 'stopped', snapshot: replica.snapshot() }
    }
    replica.sweep()
    const asked = Atomics.load(control, CONTROL.snapshots)
    if (asked !== answered) {
      answered = asked
      post({ kind: 'snapshot', snapshot: replica.snapshot() })
    }
    const now = performance.now()
    if (now - told >= PROGRESS_EVERY || replica.isDone) {
      told = now
      post({ kind: 'progress', progress: replica.progress })
    }
  }
  return { kind: 'record', record: replica.record(), seconds: (performance.now() - start) / 1000 }
}
