import { parentPort } from 'node:worker_threads'
import { runWater, type WaterTask } from '../src/calibrate/water-run.ts'

const port = parentPort
if (port === null) throw new Error('this file is the entry of a worker thread')
port.on('message', (task: WaterTask) => port.postMessage(runWater(task)))
