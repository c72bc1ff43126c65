// Stands in for the replica worker: answers after a while that shrinks with the replica's number.
import { parentPort } from 'node:worker_threads'

parentPort.on('message', ({ task, snapshot }) => {
  const { replica, counts } = task
  const progress = { replica, phase: 'production', done: 1, total: 1 }
  parentPort.postMessage({ kind: 'progress', progress })
  if (counts.dies) process.exit(7)
  if (counts.throws) throw new TypeError('broken')
  if (counts.spins) for (;;);
  if (counts.breaks && snapshot === undefined) {
    parentPort.postMessage({ kind: 'snapshot', snapshot: { replica } })
    setTimeout(() => process.exit(7), 20)
    return
  }
  const answer = { kind: 'record', record: { replica }, seconds: 0.1 }
  setTimeout(() => parentPort.postMessage(answer), Math.max(0, 60 - 20 * replica))
})
