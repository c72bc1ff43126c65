import { Worker } from 'node:worker_threads'
import type { ReplicaTask } from '../run/replica.ts'
import type { ReplicaProgress, ReplicaRecord } from '../run/replica-record.ts'
import { type Failure, failureOf, type WorkerMessage } from './pool-messages.ts'

export type PoolOutcome =
  /** Records in the order of the tasks, whichever finished first. */
  | { readonly state: 'completed'; readonly records: readonly ReplicaRecord[] }
  | { readonly state: 'interrupted' }
  | { readonly state: 'failed'; readonly failure: Failure }

export interface PoolOptions {
  /** Most workers at a time; no more are started than there are tasks. */
  readonly threads: number
  /** Stops all workers at once. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ReplicaProgress) => void
  /** Another worker file, for tests. */
  readonly workerFile?: URL
}

/** From the sources a worker first needs a loader for TypeScript. */
const WORKER_FILE = import.meta.url.endsWith('.ts')
  ? new URL('../../workers/replica-worker.dev.mjs', import.meta.url)
  : new URL('../../workers/replica-worker.js', import.meta.url)

/**
 * Runs every task in a worker thread, each worker one task after another. The first failure or an
 * abort ends all workers; what they had is then lost.
 */
export async function runReplicas(
  tasks: readonly ReplicaTask[],
  { threads, signal, onProgress = () => {}, workerFile = WORKER_FILE }: PoolOptions,
): Promise<PoolOutcome> {
  const records: ReplicaRecord[] = []
  const workers: Worker[] = []
  const queue = [...tasks.entries()]

  const work = async (): Promise<Failure | null> => {
    const worker = new Worker(workerFile)
    workers.push(worker)
    // An error that comes when nobody waits for an answer would otherwise end the process.
    worker.on('error', () => {})
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, task] = next
      const answer = await ask(worker, task, onProgress)
      if (answer.kind === 'failure') return answer.failure
      records[index] = answer.record
    }
    return null
  }

  const lanes = Array.from({ length: Math.min(threads, tasks.length) }, work)
  const outcome = Promise.race([settled(lanes), aborted(signal)])
  try {
    const failure = await outcome
    if (failure === 'aborted') return { state: 'interrupted' }
    return failure === null ? { state: 'completed', records } : { state: 'failed', failure }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

/** The first failure; null once every lane is through without one. */
async function settled(lanes: readonly Promise<Failure | null>[]): Promise<Failure | null> {
  const failures = lanes.map(async (lane) => (await lane) ?? new Promise<never>(() => {}))
  return Promise.race([...failures, Promise.all(lanes).then(() => null)])
}

function aborted(signal: AbortSignal | undefined): Promise<'aborted'> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve('aborted')
    signal?.addEventListener('abort', () => resolve('aborted'), { once: true })
  })
}

type Answer = Exclude<WorkerMessage, { kind: 'progress' }>

/** The worker's answer to one task; a failure too if the worker breaks or ends without one. */
function ask(
  worker: Worker,
  task: ReplicaTask,
  onProgress: (progress: ReplicaProgress) => void,
): Promise<Answer> {
  const { replica } = task
  return new Promise((resolve) => {
    const answer = (message: Answer) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      resolve(message)
    }
    const fail = (failure: Failure) => answer({ kind: 'failure', failure })
    const onMessage = (message: WorkerMessage) => {
      if (message.kind === 'progress') onProgress(message.progress)
      else answer(message)
    }
    const onError = (error: unknown) => fail(failureOf(replica, error))
    const onExit = (code: number) => {
      const cause = `its worker thread ended with code ${code} before it had a result`
      fail({ replica, cause, stack: null })
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    worker.postMessage(task)
  })
}
