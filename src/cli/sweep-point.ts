import { producedSweeps } from '../evaluate/precision.ts'
import type { ExtraResult } from '../methods/extra-results.ts'
import type { ReplicaSnapshot } from '../run/replica-snapshot.ts'
import { assembleRecord } from '../runner/assemble.ts'
import type { Point } from '../runner/point-run.ts'
import type { Output } from '../scenario/scenario.ts'
import type { Attempts } from '../sweep/attempts.ts'
import type { PlannedPoint } from '../sweep/plan.ts'
import { pointDirectory, writeFailure, writePoint } from '../sweep/point-files.ts'
import { attemptsOf, runLoads } from '../sweep/run-loads.ts'
import type { PointEntry } from '../sweep/sweep-record.ts'
import { keepCheckpoints } from './keep-checkpoints.ts'
import { keepTrajectory } from './keep-trajectory.ts'
import { describeProvenance } from './provenance.ts'
import { resultFiles } from './result-files.ts'
import { startStopwatch } from './stopwatch.ts'
import type { SweepBook } from './sweep-book.ts'
import type { SweepDisplay } from './sweep-progress.ts'
import type { SweepState } from './sweep-state.ts'
import type { Terminal } from './terminal.ts'
import { usableCheckpoint } from './usable-checkpoint.ts'

/** What the points of a sweep share. */
export interface SweepWork {
  readonly directory: string
  readonly output: Output
  readonly state: SweepState
  readonly display: SweepDisplay
  readonly book: Pick<SweepBook, 'note'>
  readonly threads: number
  readonly terminal: Terminal
  /** Hears of each point that is begun. */
  readonly onBegin?: (id: string) => void
}

/** A point that goes on from its checkpoint, writes its results when it is done, and is noted. */
export function pointOf(
  { id, scenario, system, warnings }: PlannedPoint,
  work: SweepWork,
  attempts: Attempts,
): Point {
  const { directory, output, state, display, book, threads, terminal } = work
  const place = pointDirectory(directory, id)
  const begun = usableCheckpoint(place, scenario, output, terminal)
  for (const { replica, done } of begun.snapshots) state.credit(id, replica, done)
  attempts.begin(id, sweepsDone(begun.snapshots))
  work.onBegin?.(id)
  const { start } = begun
  const stopwatch = startStopwatch(begun.spent)
  // The processor time of all threads is not this point's alone.
  const spent = () => ({ ...stopwatch(), cpuSeconds: begun.spent.cpuSeconds })
  const keeper = keepCheckpoints({ directory: place, scenario, output, start, spent, terminal })
  const trajectory = keepTrajectory(place, scenario, output, terminal)
  const end = (outcome: Omit<PointEntry, 'id' | 'settings'>) => {
    attempts.end(id)
    display.point(book.note(id, outcome), stopwatch().wallSeconds)
  }
  let extras: readonly ExtraResult[] = []
  return {
    scenario,
    counts: system.counts,
    snapshots: begun.snapshots,
    onProgress: (progress) => display.update(id, progress),
    frames: trajectory.frames,
    onCheckpoint: (snapshots) => {
      trajectory.sync()
      keeper.keep(snapshots)
      if (keeper.trouble() === null) attempts.reach(id, sweepsDone(snapshots))
    },
    onExtras: (results) => {
      extras = results
    },
    onDone: (replicas, workerSeconds) => {
      const { wallSeconds } = stopwatch()
      const cpuSeconds = begun.spent.cpuSeconds + workerSeconds
      const produced = producedSweeps(replicas, scenario)
      const attempts = attemptsOf(runLoads(scenario, system.counts, produced))
      const timing = { wallSeconds, cpuSeconds, threads, attemptsPerSecond: attempts / cpuSeconds }
      const provenance = describeProvenance(scenario, start, timing)
      const record = assembleRecord({
        ...{ scenario, system, warnings, replicas, extras, timing, provenance },
      })
      trajectory.finish(record)
      trajectory.close()
      writePoint(directory, id, resultFiles(record, replicas, output))
      const { digest } = record
      if (record.state === 'completed') return end({ state: 'completed', digest, cause: null })
      const cause = record.warnings[0]?.message ?? null
      writeFailure(directory, id, cause ?? 'the run has failed')
      end({ state: 'failed', digest, cause })
    },
    onFailure: ({ replica, cause }) => {
      trajectory.close()
      const text = `replica ${replica + 1}: ${cause}`
      writeFailure(directory, id, text)
      end({ state: 'failed', digest: null, cause: text })
    },
  }
}

/** Of all replicas together. */
function sweepsDone(snapshots: readonly ReplicaSnapshot[]): number {
  return snapshots.reduce((sum, { done }) => sum + done, 0)
}
