import { parentPort } from 'node:worker_threads'
import { serve, type ToWorker } from '../src/runner/replica-loop.ts'

const port = parentPort
if (port === null) throw new Error('this file is the entry of a worker thread')
const receive = serve((message) => port.postMessage(message))
port.on('message', (message: ToWorker) => receive(message))
