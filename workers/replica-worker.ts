import { parentPort } from 'node:worker_threads'
import { failureOf, type WorkerMessage } from '../src/results/pool-messages.ts'
import { type ReplicaTask, runReplica } from '../src/run/replica.ts'

/** Milliseconds between two messages of progress. */
const PROGRESS_EVERY = 200

const port = parentPort
if (port === null) throw new Error('this file is the entry of a worker thread')

port.on('message', (task: ReplicaTask) => {
  const post = (message: WorkerMessage) => port.postMessage(message)
  let last = Number.NEGATIVE_INFINITY
  try {
    const record = runReplica(task, (progress) => {
      const now = performance.now()
      if (now - last < PROGRESS_EVERY && progress.done < progress.total) return
      last = now
      post({ kind: 'progress', progress })
    })
    post({ kind: 'record', record })
  } catch (error) {
    post({ kind: 'failure', failure: failureOf(task.replica, error) })
  }
})
