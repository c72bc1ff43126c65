import { Worker } from 'node:worker_threads'
import type { LogRow } from '../run/log-book.ts'
import type { ReplicaProgress, ReplicaRecord } from '../run/replica-record.ts'
import type { ReplicaSnapshot } from '../run/replica-snapshot.ts'
import { ask } from './ask.ts'
import {
  type Assignment,
  type Breakdown,
  CONTROL,
  type Failure,
  type Frame,
  type WorkerSetup,
} from './pool-messages.ts'

/** One replica to run, and who wants to hear of it. */
export interface Job extends Assignment {
  readonly onProgress: (progress: ReplicaProgress) => void
  readonly onRow?: ((row: LogRow) => void) | undefined
  readonly onFrame?: ((frame: Frame) => void) | undefined
  readonly onSnapshot: (snapshot: ReplicaSnapshot) => void
  /** `seconds` are those of its worker. Called before the next job is taken; what takes long can wait. */
  readonly onRecord: (record: ReplicaRecord, seconds: number, breakdown: Breakdown) => void
  /** Once it has failed for good. */
  readonly onFailure: (failure: Failure) => void
}

export interface PoolOptions {
  /** Most workers at a time; a worker is only started for a job. */
  readonly threads: number
  /** Stops all workers, each after the sweep it is in and with a last snapshot. */
  readonly signal?: AbortSignal
  /** Seconds between two snapshots of every running job. */
  readonly snapshotEvery?: number
  /** Seconds to wait for the last snapshots. */
  readonly patience?: number
  /** Another worker file, for tests. */
  readonly workerFile?: URL
}

/** From the sources a worker first needs a loader for TypeScript. */
const WORKER_FILE = import.meta.url.endsWith('.ts')
  ? new URL('../../workers/replica-worker.dev.mjs', import.meta.url)
  : new URL('../../workers/replica-worker.js', import.meta.url)

/** `threadId` of a worker that has ended. */
const ENDED = -1

/** A worker and the memory that it looks at; all workers that run jobs together share theirs. */
interface Started {
  readonly worker: Worker
  readonly control: Int32Array
}

/** One that loads while the main thread finds out what there is to do. */
let ahead: Started | null = null

/** Starts a worker for jobs that are likely to come; if none do, it is no reason to go on living. */
export function startAhead(): void {
  ahead ??= startWorker(WORKER_FILE, newControl())
  ahead.worker.unref()
}

function newControl(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(CONTROL.length * 4))
}

function startWorker(file: URL, control: Int32Array): Started {
  const setup: WorkerSetup = { control }
  const worker = new Worker(file, { workerData: setup })
  // An error that comes when nobody waits for an answer would otherwise end the process.
  worker.on('error', () => {})
  return { worker, control }
}

/** A job that fails is tried once more, in a new worker. */
const ATTEMPTS = 2

/** A sweep of the largest lattice takes a few seconds. */
const PATIENCE = 10

/**
 * Runs jobs in worker threads until there are none left: each worker takes the next one when it is
 * through with the last. What a job costs its worker costs no other job.
 * @param next the next job; null once there are none left; a promise where there may be one later, which
 * is fulfilled when it is time to ask again, at the latest when the signal stops everything
 */
export async function runJobs(
  next: () => Job | null | Promise<void>,
  { threads, signal, snapshotEvery, patience = PATIENCE, workerFile = WORKER_FILE }: PoolOptions,
): Promise<'completed' | 'interrupted'> {
  let spare = workerFile === WORKER_FILE ? ahead : null
  ahead = null
  // It may have ended before anybody listened.
  if (spare?.worker.threadId === ENDED) spare = null
  const control = spare?.control ?? newControl()
  const workers = new Set<Worker>()
  const isStopping = () => signal?.aborted === true

  const start = (): Worker => {
    const { worker } = spare ?? startWorker(workerFile, control)
    spare = null
    worker.ref()
    workers.add(worker)
    return worker
  }
  const end = async (worker: Worker | null) => {
    if (worker === null) return
    workers.delete(worker)
    await worker.terminate()
  }

  /** The worker if it is fit for another job. */
  const run = async (job: Job, first: Worker | null): Promise<Worker | null> => {
    let worker = first
    let snapshot = job.snapshot
    for (let attempt = 1; !isStopping(); attempt++) {
      worker ??= start()
      const { task, frameEvery } = job
      const answer = await ask(worker, { task, snapshot, frameEvery }, (message) => {
        if (message.kind === 'progress') return job.onProgress(message.progress)
        if (message.kind === 'row') return job.onRow?.(message.row)
        if (message.kind === 'frame') return job.onFrame?.(message.frame)
        snapshot = message.snapshot
        job.onSnapshot(snapshot)
      })
      if (answer.kind === 'record') job.onRecord(answer.record, answer.seconds, answer.breakdown)
      if (answer.kind === 'stopped') job.onSnapshot(answer.snapshot)
      if (answer.kind !== 'failure') return worker
      await end(worker)
      worker = null
      if (attempt === ATTEMPTS && !isStopping()) {
        job.onFailure(answer.failure)
        return null
      }
    }
    return worker
  }

  const lane = async (): Promise<void> => {
    let worker: Worker | null = null
    while (!isStopping()) {
      const job = next()
      if (job === null) break
      if (job instanceof Promise) {
        await job
        continue
      }
      worker = await run(job, worker)
    }
    await end(worker)
  }

  const stop = () => {
    Atomics.store(control, CONTROL.stop, 1)
    late = setTimeout(() => [...workers].map(end), 1000 * patience)
  }
  let late: NodeJS.Timeout | undefined
  if (isStopping()) stop()
  signal?.addEventListener('abort', stop, { once: true })
  const askForSnapshots = () => Atomics.add(control, CONTROL.snapshots, 1)
  const clock = snapshotEvery && setInterval(askForSnapshots, 1000 * snapshotEvery)
  try {
    await Promise.all(Array.from({ length: threads }, lane))
    return isStopping() ? 'interrupted' : 'completed'
  } finally {
    clearInterval(clock)
    clearTimeout(late)
    signal?.removeEventListener('abort', stop)
    await Promise.all([...workers].map(end))
  }
}
