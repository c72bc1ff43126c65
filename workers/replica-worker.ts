import { parentPort } from 'node:worker_threads'
import { serve } from '../src/runner/serve.ts'
import type { ToWorker } from '../src/runner/worker-messages.ts'

const port = parentPort
if (port === null) throw new Error('this file is the entry of a worker thread')
const receive = serve((message) => port.postMessage(message))
port.on('message', (message: ToWorker) => receive(message))
