import { Worker } from 'node:worker_threads'
import type { DilutionRecord, DilutionTask } from './dilution.ts'
import type { WaterRecord, WaterTask } from './water-run.ts'

/** What a thread of a calibration is asked for, and what it answers. */
export type CalibrationTask = WaterTask | DilutionTask
export type RecordOf<Task> = Task extends WaterTask ? WaterRecord : DilutionRecord

/** From the sources a worker first needs a loader for TypeScript. */
const WORKER_FILE = import.meta.url.endsWith('.ts')
  ? new URL('../../workers/calibration-worker.dev.mjs', import.meta.url)
  : new URL('../../workers/calibration-worker.js', import.meta.url)

/**
 * Runs tasks in worker threads; records come in the order of the tasks, whoever made them. The longest are
 * begun first. The first that fails ends all.
 * @param onDone told how many are through
 */
export async function runTasks<Task extends CalibrationTask>(
  tasks: readonly Task[],
  threads: number,
  onDone: (done: number) => void,
): Promise<RecordOf<Task>[]> {
  const records: RecordOf<Task>[] = []
  const cost = ({ sweeps, cells }: Task) => sweeps * cells * cells * cells
  const waiting = tasks.map((task, index) => ({ task, index }))
  waiting.sort((a, b) => cost(a.task) - cost(b.task))
  const workers: Worker[] = []
  let done = 0
  const work = async () => {
    const worker = new Worker(WORKER_FILE)
    workers.push(worker)
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      records[next.index] = await answer(worker, next.task)
      onDone(++done)
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, work))
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return records
}

function answer<Task extends CalibrationTask>(worker: Worker, task: Task): Promise<RecordOf<Task>> {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners()
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.postMessage(task)
  })
}
