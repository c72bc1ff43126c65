import { Worker } from 'node:worker_threads'
import type { ReplicaSnapshot } from '../run/replica-snapshot.ts'
import type { FromWorker, ToWorker } from './replica-loop.ts'
import {
  type Assignment,
  type Failure,
  failureOf,
  type Outcome,
  type ReplicaEvent,
  type Runner,
  type Running,
} from './runner.ts'

/** From the sources a worker first needs a loader for TypeScript. */
const WORKER_FILE = import.meta.url.endsWith('.ts')
  ? new URL('../../workers/replica-worker.dev.mjs', import.meta.url)
  : new URL('../../workers/replica-worker.js', import.meta.url)

/** A replica that fails is tried once more, in a new worker. */
const ATTEMPTS = 2

/** Seconds that a replica has to stop: a sweep of the largest lattice takes a few. */
const PATIENCE = 10

/** How threads are run. */
export interface ThreadsOptions {
  /** Seconds that a replica has to stop before its thread is ended; 10 unless given. */
  readonly patience?: number
  /** Another worker file, for tests. */
  readonly workerFile?: URL
}

/** A replica that waits for a worker, or has one. */
interface Job {
  readonly assignment: Assignment
  readonly listen: (event: ReplicaEvent) => void
  readonly end: (outcome: Outcome) => void
  attempt: number
  /** The newest. */
  snapshot: ReplicaSnapshot | undefined
  isStopping: boolean
  worker: Worker | null
}

/**
 * Runs replicas in a number of worker threads, in the order in which they are started. Workers are started when they are
 * needed, the first one at once, so that it loads in the meantime. They do not keep the process alive.
 */
export function threads(
  width: number,
  { patience = PATIENCE, workerFile = WORKER_FILE }: ThreadsOptions = {},
): Runner {
  const waiting: Job[] = []
  const busy = new Map<Worker, Job>()
  const idle: Worker[] = []
  let rooms: (() => void)[] = []

  const startWorker = (): Worker => {
    const worker = new Worker(workerFile)
    worker.unref()
    worker.on('message', (message: FromWorker) => onMessage(worker, message))
    worker.on('error', (error) => onBroken(worker, (job) => failureOf(replicaOf(job), error)))
    worker.on('exit', (code) =>
      onBroken(worker, (job) => {
        const cause = `its worker thread ended with code ${code} before it had a result`
        return { replica: replicaOf(job), cause, stack: null }
      }),
    )
    return worker
  }

  const fill = () => {
    while (waiting.length > 0 && busy.size < width) {
      const job = waiting.shift()!
      const worker = idle.pop() ?? startWorker()
      busy.set(worker, job)
      job.worker = worker
      job.attempt++
      worker.ref()
      const assignment = { ...job.assignment, snapshot: job.snapshot }
      post(worker, { kind: 'assignment', assignment })
      if (job.isStopping) post(worker, { kind: 'stop' })
    }
    if (waiting.length > 0) return
    for (const resolve of rooms) resolve()
    rooms = []
  }

  const end = (worker: Worker, job: Job, outcome: Outcome) => {
    busy.delete(worker)
    job.worker = null
    // Before the outcome is used.
    fill()
    job.end(outcome)
  }

  const onMessage = (worker: Worker, message: FromWorker) => {
    const job = busy.get(worker)
    if (job === undefined) return
    if (message.kind !== 'ended') {
      if (message.kind === 'snapshot') job.snapshot = message.snapshot
      job.listen(message)
    } else if (message.outcome.kind === 'failed') {
      retire(worker)
      failed(worker, job, message.outcome.failure)
    } else {
      worker.unref()
      idle.push(worker)
      end(worker, job, message.outcome)
    }
  }

  const onBroken = (worker: Worker, failureFor: (job: Job) => Failure) => {
    const job = busy.get(worker)
    const at = idle.indexOf(worker)
    if (at >= 0) idle.splice(at, 1)
    if (job !== undefined) failed(worker, job, failureFor(job))
  }

  const failed = (worker: Worker, job: Job, failure: Failure) => {
    if (job.isStopping) return end(worker, job, { kind: 'stopped', snapshot: job.snapshot ?? null })
    if (job.attempt >= ATTEMPTS) return end(worker, job, { kind: 'failed', failure })
    busy.delete(worker)
    job.worker = null
    waiting.unshift(job)
    fill()
  }

  const stop = (job: Job) => {
    if (job.isStopping) return
    job.isStopping = true
    const at = waiting.indexOf(job)
    if (at >= 0) {
      waiting.splice(at, 1)
      job.end({ kind: 'stopped', snapshot: job.snapshot ?? null })
      return
    }
    const { worker } = job
    if (worker === null) return
    post(worker, { kind: 'stop' })
    setTimeout(() => busy.get(worker) === job && retire(worker), 1000 * patience).unref()
  }

  idle.push(startWorker())
  return {
    width,
    start(assignment, listen): Running {
      let end = (_: Outcome) => {}
      const outcome = new Promise<Outcome>((resolve) => {
        end = resolve
      })
      const { snapshot } = assignment
      const job: Job = {
        assignment,
        listen,
        end,
        attempt: 0,
        snapshot,
        isStopping: false,
        worker: null,
      }
      waiting.push(job)
      fill()
      return {
        outcome,
        requestSnapshot: () => {
          if (job.worker !== null) post(job.worker, { kind: 'snapshot' })
        },
        requestStop: () => stop(job),
      }
    },
    room: () =>
      new Promise((resolve) => {
        rooms.push(resolve)
        fill()
      }),
    async close() {
      for (const job of [...waiting, ...busy.values()]) stop(job)
      const all = [...busy.keys(), ...idle]
      await Promise.all(all.map((worker) => worker.terminate()))
    },
  }
}

function post(worker: Worker, message: ToWorker): void {
  worker.postMessage(message)
}

/** Its end is heard of. */
function retire(worker: Worker): void {
  void worker.terminate()
}

function replicaOf({ assignment }: Job): number {
  return assignment.task.replica
}
