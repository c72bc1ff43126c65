import { formatJson } from '../document/document.ts'
import { assembleRecord } from '../evaluate/assemble.ts'
import { configurationDocument, recordConfigurations } from '../evaluate/configuration-record.ts'
import { distributionsDocument, recordDistributions } from '../evaluate/distributions.ts'
import { finalConfigurations } from '../evaluate/final-configuration.ts'
import { producedSweeps } from '../evaluate/precision.ts'
import { type ResultRecord, resultDocument } from '../evaluate/record.ts'
import { withoutTransients } from '../evaluate/transient.ts'
import { formatExtendedXyz } from '../export/particles.ts'
import { attemptsOf, runLoads } from '../methods/run-loads.ts'
import type { System } from '../resolve.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Failure, Runner } from '../runner/runner.ts'
import { type KeptRun, type Simulated, type SimulationEvent, simulate } from '../runner/simulate.ts'
import { formatScenario } from '../scenario/format-scenario.ts'
import type { Output } from '../scenario/scenario.ts'
import { CONFIGURATION_FILE, DISTRIBUTIONS_FILE } from '../store/results.ts'
import { measuredTable, SERIES_FILE } from '../store/series.ts'
import { RECORD_FILE, writeResult } from '../store/store.ts'
import { formatCsv } from '../table/csv.ts'
import { keepCheckpoints, type Restart, sweepsDone } from './checkpoints.ts'
import { describeProvenance, type Spent, startStopwatch } from './provenance.ts'
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
  readonly onEvent?: (event: SimulationEvent) => void
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
  const { directory, scenario, system, output } = point
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
  const events = simulate(
    { scenario, counts: system.counts },
    {
      runner,
      signal,
      kept: restart.runs,
      checkpointEvery: output.checkpointEvery,
      frameEvery: output.trajectoryEvery,
    },
  )
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
        const time = isAlone
          ? stopwatch()
          : { ...stopwatch(), cpuSeconds: restart.spent.cpuSeconds + event.spent.seconds }
        const evaluating = new Timer()
        const assembled = evaluating.measure(() =>
          recordOf(point, event.result, restart.start, { ...time, width: runner.width, isAlone }),
        )
        const files = writing.measure(() => resultFiles(assembled, event.result.records, output))
        const frames = writing.measure(() => trajectory.finish(assembled))
        const breakdown = {
          ...event.spent.breakdown,
          evaluating: evaluating.seconds,
          writing: writing.seconds,
        }
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

function recordOf(
  { scenario, system, warnings }: Point,
  { records, found }: Simulated,
  start: string,
  { width, isAlone, ...spent }: Spent & { readonly width: number; readonly isAlone: boolean },
): ResultRecord {
  const produced = producedSweeps(records, scenario)
  const loads = runLoads({ scenario, counts: system.counts }, produced)
  const attempts = attemptsOf(loads)
  const threads = Math.min(width, loads.length)
  const seconds = isAlone ? spent.wallSeconds : spent.cpuSeconds
  const timing = { ...spent, threads, attemptsPerSecond: attempts / seconds }
  const provenance = describeProvenance(scenario, start, timing)
  return assembleRecord({
    scenario,
    system,
    warnings,
    replicas: records,
    found,
    timing,
    provenance,
  })
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

/** All files of a result directory by name. */
function resultFiles(
  record: ResultRecord,
  replicas: readonly ReplicaRecord[],
  output: Output,
): Record<string, string> {
  const { scenario, system, provenance } = record
  const settled = withoutTransients(replicas, scenario.sampling).replicas
  const snapshots = finalConfigurations(replicas, scenario, system.counts)
  return {
    [RECORD_FILE]: resultDocument.write(record),
    [SERIES_FILE]: [...formatCsv(measuredTable(replicas, scenario.sampling.measureEvery))].join(''),
    [DISTRIBUTIONS_FILE]: distributionsDocument.write(recordDistributions(settled)),
    'scenario.resolved.yaml': `# Resolved by entrolyte ${provenance.version}; running it gives the same digest.\n${formatScenario(scenario, output)}`,
    [CONFIGURATION_FILE]: configurationDocument.write(
      recordConfigurations(replicas, scenario, system.counts),
    ),
    'final.extxyz': formatExtendedXyz(snapshots, scenario.title),
  }
}
