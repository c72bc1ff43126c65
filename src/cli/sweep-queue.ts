import type { PoolOptions } from '../runner/pool.ts'
import { runPoints } from '../runner/run-points.ts'
import { Attempts, lostAttempts, MOST_ATTEMPTS } from '../sweep/attempts.ts'
import type { PlannedPoint } from '../sweep/plan.ts'
import { writeFailure } from '../sweep/point-files.ts'
import { pointOf, type SweepWork } from './sweep-point.ts'

const GIVEN_UP = `${MOST_ATTEMPTS} processes were killed while they ran it and before it came any further, as happens where memory runs out; \`entrolyte validate\` says how much it needs`

/**
 * Runs points side by side, in their order, and after all others, each by itself, those at whose side a
 * process was killed. One that has been alone with it, or has had its two attempts, is noted as failed.
 */
export async function runQueue(
  points: readonly PlannedPoint[],
  work: SweepWork,
  options: PoolOptions,
): Promise<void> {
  const lost = new Map(points.map(({ id }) => [id, lostAttempts(work.directory, id)]))
  const attempts = new Attempts(work.directory)
  const endAll = () => attempts.endAll()
  process.once('exit', endAll)
  try {
    const suspects: PlannedPoint[] = []
    const others: PlannedPoint[] = []
    for (const point of points) {
      const count = lost.get(point.id)!
      if (count >= MOST_ATTEMPTS) giveUp(point.id, work, attempts)
      else (count > 0 ? suspects : others).push(point)
    }
    for (const queue of [others, ...suspects.map((suspect) => [suspect])]) {
      if (options.signal?.aborted) break
      await runPoints(() => {
        const next = queue.shift()
        return next === undefined ? null : pointOf(next, work, attempts)
      }, options)
    }
  } finally {
    process.off('exit', endAll)
    endAll()
  }
}

function giveUp(id: string, { directory, book, display }: SweepWork, attempts: Attempts): void {
  writeFailure(directory, id, GIVEN_UP)
  attempts.end(id)
  display.point(book.note(id, { state: 'failed', digest: null, cause: GIVEN_UP }), 0)
}
