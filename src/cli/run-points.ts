import { setImmediate } from 'node:timers/promises'
import type { Runner } from '../runner/runner.ts'
import type { Output } from '../scenario/scenario.ts'
import { type PointEntry, pointDirectory } from '../store/sweep-record.ts'
import type { PlannedPoint } from '../sweep/plan.ts'
import {
  Attempts,
  clearFailure,
  lostAttempts,
  MOST_ATTEMPTS,
  writeFailure,
} from '../sweep/point-files.ts'
import type { SweepBook } from '../sweep/sweep-book.ts'
import { sweepsDone, usableCheckpoint } from './checkpoints.ts'
import type { Progress } from './progress.ts'
import type { ProgressDisplay } from './progress-display.ts'
import { type PointOutcome, runPoint } from './run-point.ts'
import type { Terminal } from './terminal.ts'

/** What the points of a sweep share. */
export interface SweepWork {
  readonly directory: string
  readonly output: Output
  readonly progress: Progress
  readonly display: ProgressDisplay
  readonly book: Pick<SweepBook, 'note'>
  readonly runner: Runner
  readonly signal: AbortSignal
  readonly terminal: Terminal
  /** Called when a point begins. */
  readonly onBegin?: (id: string) => void
}

const GIVEN_UP = `${MOST_ATTEMPTS} processes were killed while they ran it and before it came any further, as happens where memory runs out; \`entrolyte validate\` says how much it needs`

/**
 * Runs points in parallel, in their order. Points that were running when a process was killed come after all others,
 * one at a time; a point with two such attempts is noted as failed.
 */
export async function runPoints(points: readonly PlannedPoint[], work: SweepWork): Promise<void> {
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
      await inParallel(queue, work, attempts)
    }
  } finally {
    process.off('exit', endAll)
    endAll()
  }
}

/**
 * Begins a point as soon as a replica of it could run, so that the last one keeps all threads busy too. Where the results
 * of one cannot be written, all are stopped, and the error is thrown once they have.
 */
async function inParallel(
  points: readonly PlannedPoint[],
  work: SweepWork,
  attempts: Attempts,
): Promise<void> {
  const trouble = new AbortController()
  const errors: unknown[] = []
  const running = new Set<Promise<void>>()
  const signal = AbortSignal.any([work.signal, trouble.signal])
  for (const point of points) {
    await work.runner.room()
    if (signal.aborted) break
    const own: Promise<void> = runOne(point, { ...work, signal }, attempts)
      .catch((error: unknown) => {
        errors.push(error)
        trouble.abort()
      })
      .finally(() => running.delete(own))
    running.add(own)
    // It has asked for its replicas before there is said to be room for more.
    await setImmediate()
  }
  await Promise.all(running)
  if (errors.length > 0) throw errors[0]
}

/** Runs a point, from its checkpoint if it has one, writes its results, and notes how it has ended. */
async function runOne(
  { id, scenario, system, warnings }: PlannedPoint,
  { runner, signal, ...work }: SweepWork,
  attempts: Attempts,
): Promise<void> {
  const { output, progress, display, book, terminal } = work
  const directory = pointDirectory(work.directory, id)
  const restart = usableCheckpoint(directory, scenario, output, terminal)
  progress.resume(id, restart.runs)
  attempts.begin(id, sweepsDone(restart.runs))
  work.onBegin?.(id)
  const start = performance.now()
  const outcome = await runPoint({ scenario, system, warnings, output, directory }, restart, {
    runner,
    signal,
    terminal,
    isAlone: false,
    onEvent: (event) => display.event(event, id),
    onCheckpoint: (done) => attempts.reach(id, done),
  })
  const entry = entryOf(outcome)
  if (entry === null) return
  if (entry.state === 'completed') clearFailure(work.directory, id)
  else writeFailure(work.directory, id, entry.cause ?? 'the run has failed')
  attempts.end(id)
  display.point(book.note(id, entry), (performance.now() - start) / 1000)
}

/** Null of a point that was interrupted. */
function entryOf(outcome: PointOutcome): Omit<PointEntry, 'id' | 'settings'> | null {
  if (outcome.kind === 'interrupted') return null
  if (outcome.kind === 'failed') {
    const { replica, cause } = outcome.failure
    return { state: 'failed', digest: null, cause: `replica ${replica + 1}: ${cause}` }
  }
  const { state, digest, warnings } = outcome.record
  if (state === 'completed') return { state, digest, cause: null }
  return { state, digest, cause: warnings[0]?.message ?? null }
}

function giveUp(id: string, { directory, book, display }: SweepWork, attempts: Attempts): void {
  writeFailure(directory, id, GIVEN_UP)
  attempts.end(id)
  display.point(book.note(id, { state: 'failed', digest: null, cause: GIVEN_UP }), 0)
}
