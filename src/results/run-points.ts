import { type Point, PointRun } from './point-run.ts'
import { type Job, type PoolOptions, runJobs } from './pool.ts'

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
  let current: PointRun | null = null

  const nextJob = (): Job | null => {
    for (;;) {
      const job = current?.nextJob()
      if (job) return job
      const point = nextPoint()
      if (point === null) return null
      current = new PointRun(
        followed(point, () => running.delete(started)),
        guard,
      )
      const started = current
      running.add(started)
    }
  }
  const signals = [trouble.signal, ...(options.signal ? [options.signal] : [])]
  const outcome = await runJobs(nextJob, { ...options, signal: AbortSignal.any(signals) })
  // What has been put off comes before this.
  await new Promise((resolve) => setImmediate(resolve))
  for (const point of running) point.flush()
  if (errors.length > 0) throw errors[0]
  return outcome
}

/** The same point, which also tells when there is nothing more to keep of it. */
function followed(point: Point, onEnd: () => void): Point {
  return {
    ...point,
    onDone: (records, seconds) => {
      onEnd()
      point.onDone(records, seconds)
    },
  }
}
