import { type Point, PointRun } from './point-run.ts'
import { type Job, type PoolOptions, runJobs } from './pool.ts'
import { withExtraRuns } from './with-extra-runs.ts'

/**
 * Runs points over worker threads, replica by replica, so that the last point keeps all of them busy too.
 * A point is taken when its first replica can start, and gone once it is done. If what hears of a point
 * throws, everything is stopped as by an abort, and that error is thrown in the end.
 */
export async function runPoints(
  nextPoint: () => Point | null,
  options: PoolOptions,
): Promise<'completed' | 'interrupted'> {
  const trouble = new AbortController()
  const errors: unknown[] = []
  const guard = (work: () => void) => {
    try {
      work()
    } catch (error) {
      errors.push(error)
      trouble.abort()
    }
  }
  const running = new Set<PointRun>()
  /** Of a point that is begun, the runs that are not. */
  const waiting: Point[] = []
  const bell = new Bell()

  const nextJob = (): Job | null | Promise<void> => {
    for (;;) {
      for (const run of running) {
        const job = run.nextJob()
        if (job !== null) return ringing(job, bell)
      }
      if (waiting.length === 0) waiting.push(...expanded(nextPoint()))
      const point = waiting.shift()
      if (point === undefined) break
      const started = new PointRun(
        followed(point, () => running.delete(started)),
        guard,
      )
      running.add(started)
    }
    return [...running].some((run) => run.mayGoOn) ? bell.wait() : null
  }
  const signals = [trouble.signal, ...(options.signal ? [options.signal] : [])]
  const signal = AbortSignal.any(signals)
  signal.addEventListener('abort', () => bell.ring(), { once: true })
  const outcome = await runJobs(nextJob, { ...options, signal })
  // What has been put off comes before this.
  await new Promise((resolve) => setImmediate(resolve))
  for (const point of running) point.flush()
  if (errors.length > 0) throw errors[0]
  return outcome
}

/** Wakes workers that have nothing to do for now. */
class Bell {
  #ringing: Promise<void> | null = null
  #resolve = () => {}

  wait(): Promise<void> {
    this.#ringing ??= new Promise((resolve) => {
      this.#resolve = resolve
    })
    return this.#ringing
  }

  ring(): void {
    this.#ringing = null
    this.#resolve()
  }
}

/** The same job, at whose end others may find something to do. */
function ringing(job: Job, bell: Bell): Job {
  return {
    ...job,
    onRecord: (record, seconds, breakdown) => {
      job.onRecord(record, seconds, breakdown)
      bell.ring()
    },
    onFailure: (failure) => {
      job.onFailure(failure)
      bell.ring()
    },
  }
}

function expanded(point: Point | null): Point[] {
  return point === null ? [] : withExtraRuns(point)
}

/** The same point, which also tells when there is nothing more to keep of it. */
function followed(point: Point, onEnd: () => void): Point {
  return {
    ...point,
    onDone: (records, seconds, breakdown) => {
      onEnd()
      point.onDone(records, seconds, breakdown)
    },
  }
}
