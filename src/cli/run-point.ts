import { formatJson } from '../document/document.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import { resultFiles } from '../export/result-files.ts'
import { describeMachine } from '../host/machine.ts'
import type { KeptRun } from '../runner/run-plans.ts'
import type { Failure, Runner } from '../runner/runner.ts'
import { type SimulateEvent, simulate } from '../runner/simulate.ts'
import type { Output } from '../scenario/scenario.ts'
import { RECORD_FILE, writeResult } from '../store/store.ts'
import type { System } from '../system.ts'
import { keepCheckpoints, type Restart, sweepsDone } from './checkpoints.ts'
import { type Spent, startStopwatch } from './stopwatch.ts'
import type { Terminal } from './terminal.ts'
import { keepTrajectory } from './trajectory.ts'

/** A system to be run, with the directory of its results, which is claimed. */
export interface Point extends System {
  readonly directory: string
  readonly output: Output
}

/** How the running of a point has ended. */
export type PointOutcome =
  /** The record is written; its state may be `failed`. */
  | { readonly kind: 'done'; readonly record: ResultRecord; readonly files: readonly string[] }
  /** A replica failed; `isKept` if there is a checkpoint to resume from. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly isKept: boolean }
  /** `trouble` says why the newest checkpoint could not be written; null if it could. */
  | { readonly kind: 'interrupted'; readonly trouble: string | null }

export interface PointWork {
  readonly runner: Runner
  readonly signal: AbortSignal
  readonly terminal: Terminal
  /** Whether no other point runs at the same time: then the time of the process is the point's. */
  readonly isAlone: boolean
  readonly onEvent?: (event: SimulateEvent) => void
  /** After a checkpoint that could be written, with the sweeps of all replicas done by then. */
  readonly onCheckpoint?: (done: number) => void
}

/**
 * Runs a point to its end, or to an interruption that it can be resumed from, and writes its results. Throws where these
 * cannot be written.
 */
export async function runPoint(
  point: Point,
  restart: Restart,
  { runner, signal, terminal, isAlone, onEvent, onCheckpoint }: PointWork,
): Promise<PointOutcome> {
  const { directory, scenario, output } = point
  const stopwatch = startStopwatch(restart.spent)
  const spent = (): Spent =>
    isAlone ? stopwatch() : { ...stopwatch(), cpuSeconds: restart.spent.cpuSeconds }
  const writing = new Timer()
  const checkpoints = keepCheckpoints({
    directory,
    scenario,
    output,
    start: restart.start,
    spent,
    terminal,
  })
  const trajectory = keepTrajectory(directory, scenario, output, terminal)
  let isKept = restart.runs.length > 0
  const keep = (runs: readonly KeptRun[]) =>
    writing.measure(() => {
      trajectory.sync()
      checkpoints.keep(runs)
      if (checkpoints.trouble() !== null) return
      isKept ||= runs.length > 0
      onCheckpoint?.(sweepsDone(runs))
    })
  const events = simulate(point, {
    runner,
    signal,
    kept: restart.runs,
    checkpointEvery: output.checkpointEvery,
    frameEvery: output.trajectoryEvery,
    machine: describeMachine(),
    times: ({ seconds }) => {
      const time = isAlone
        ? stopwatch()
        : { ...stopwatch(), cpuSeconds: restart.spent.cpuSeconds + seconds }
      return {
        ...time,
        start: restart.start,
        seconds: isAlone ? time.wallSeconds : time.cpuSeconds,
      }
    },
  })
  try {
    if (isAlone) keep(restart.runs)
    for await (const event of events) {
      onEvent?.(event)
      if (event.kind === 'checkpoint') keep(event.runs)
      else if (event.kind === 'frame') trajectory.keep(event.frame)
      else if (event.kind === 'failed') return { kind: 'failed', failure: event.failure, isKept }
      else if (event.kind === 'interrupted') {
        return { kind: 'interrupted', trouble: checkpoints.trouble() }
      } else if (event.kind === 'finished') {
        const assembled = event.result
        const files = writing.measure(() => resultFiles(assembled, event.replicas, output))
        const frames = writing.measure(() => trajectory.finish(assembled))
        const breakdown = { ...event.spent.breakdown, writing: writing.seconds }
        const record = { ...assembled, timing: { ...assembled.timing, breakdown } }
        writeResult(directory, { ...files, [RECORD_FILE]: formatJson(record) })
        return { kind: 'done', record, files: [...Object.keys(files), ...frames] }
      }
    }
    throw new Error('a simulation ended without an end')
  } finally {
    trajectory.close()
  }
}

/** Adds up how long pieces of work of this thread take. */
class Timer {
  seconds = 0

  measure<Result>(work: () => Result): Result {
    const start = performance.now()
    try {
      return work()
    } finally {
      this.seconds += (performance.now() - start) / 1000
    }
  }
}
