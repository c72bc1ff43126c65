// Stands in for the replica worker: answers after a while that shrinks with the replica's number.
import { parentPort } from 'node:worker_threads'

const post = (message) => parentPort.postMessage(message)
const end = (outcome) => post({ kind: 'ended', outcome })

let replica = 0

parentPort.on('message', (message) => {
  if (message.kind === 'snapshot') return post({ kind: 'snapshot', snapshot: { replica } })
  if (message.kind === 'stop') return end({ kind: 'stopped', snapshot: { replica } })
  const { task, snapshot } = message.assignment
  const { counts } = task
  replica = task.replica
  post({ kind: 'progress', progress: { replica, phase: 'production', done: 1, total: 1 } })
  // What a worker has posted may be lost if it ends at once.
  if (counts.dies) return setTimeout(() => process.exit(7), 20)
  if (counts.throws) {
    setTimeout(() => {
      throw new TypeError('broken')
    }, 20)
    return
  }
  if (counts.fails) {
    end({ kind: 'failed', failure: { replica, cause: 'TypeError: no such state', stack: null } })
    return
  }
  if (counts.spins) for (;;);
  // Until it is told to stop.
  if (counts.waits) return
  if (counts.breaks && snapshot === undefined) {
    post({ kind: 'snapshot', snapshot: { replica } })
    setTimeout(() => process.exit(7), 20)
    return
  }
  const outcome = { kind: 'record', record: { replica }, seconds: 0.1, breakdown: {} }
  setTimeout(() => end(outcome), Math.max(0, 60 - 20 * replica))
})
