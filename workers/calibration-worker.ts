import { parentPort } from 'node:worker_threads'
import type { CalibrationTask } from '../src/calibrate/calibration-pool.ts'
import { runDilution } from '../src/calibrate/dilution.ts'
import { runWater } from '../src/calibrate/water-run.ts'

const port = parentPort
if (port === null) throw new Error('this file is the entry of a worker thread')
port.on('message', (task: CalibrationTask) =>
  port.postMessage('cation' in task ? runDilution(task) : runWater(task)),
)
