import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { assembleRecord } from '../results/assemble.ts'
import { CHECKPOINT_FILE, removeCheckpoints } from '../results/checkpoint-files.ts'
import type { ExtraResult } from '../results/extra-results.ts'
import type { Breakdown, Failure } from '../results/pool-messages.ts'
import { producedSweeps } from '../results/precision.ts'
import { runPoints } from '../results/run-points.ts'
import { type Claim, RECORD_FILE } from '../results/store.ts'
import { lengthHolding } from '../run/lengths.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { ReplicaSnapshot } from '../run/replica-snapshot.ts'
import { rungsOf } from '../run/stages.ts'
import type { Output } from '../scenario/scenario.ts'
import { extraRunsOf } from '../thermodynamics/extra-runs.ts'
import type { Begun } from './begun.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import type { Interruption } from './interruption.ts'
import { keepCheckpoints } from './keep-checkpoints.ts'
import { keepTrajectory } from './keep-trajectory.ts'
import type { WorkOptions } from './options.ts'
import type { Prepared } from './prepare.ts'
import { showProgress } from './progress.ts'
import { describeProvenance } from './provenance.ts'
import { reportBeside } from './report-beside.ts'
import { reportFailure, reportUnwritten } from './report-error.ts'
import { formatJson, resultFiles } from './result-files.ts'
import { formatResult } from './result-report.ts'
import { startStopwatch } from './stopwatch.ts'
import type { Terminal } from './terminal.ts'
import { TimeBook } from './time-book.ts'

export interface Setting {
  readonly options: WorkOptions
  readonly terminal: Terminal
  readonly interruption: Interruption
}

interface Ending {
  records: readonly ReplicaRecord[] | null
  extras: readonly ExtraResult[]
  failure: Failure | null
  breakdown: Breakdown
}

/** Runs one scenario to its end, or to an interruption that it can go on from. */
export async function runSingle(
  claim: Claim,
  prepared: Omit<Prepared, 'name'> & { readonly output: Output },
  begun: Begun,
  { options, terminal, interruption }: Setting,
): Promise<ExitStatus> {
  const { scenario, system, warnings, output } = prepared
  const { directory } = claim
  const replicas = scenario.sampling.replicas + extraRunsOf(scenario, system.counts).length
  const foremost = Math.max(0, ...begun.snapshots.map((snapshot) => snapshot.done))
  const sweepsPerReplica = scenario.sampling.equilibration + lengthHolding(scenario, foremost)
  const spent = startStopwatch(begun.spent)
  const book = new TimeBook()
  const keeper = keepCheckpoints({
    ...{ directory, scenario, output, start: begun.start, spent, terminal },
  })
  const trajectory = keepTrajectory(directory, scenario, output, terminal)
  keeper.keep(begun.snapshots)
  let keeps = begun.snapshots.length > 0
  const ending: Ending = { records: null, extras: [], failure: null, breakdown: {} }
  const failed = new AbortController()

  const done = begun.snapshots.map((snapshot) => {
    const phase = 'production' as const
    return { replica: snapshot.replica, phase, done: snapshot.done, total: sweepsPerReplica }
  })
  const length = { replicas, sweepsPerReplica, begun: done }
  const display = showProgress(options.progress, length, terminal)
  const points = [
    {
      scenario,
      counts: system.counts,
      snapshots: begun.snapshots,
      onProgress: display.update,
      onRow: display.row,
      frames: trajectory.frames,
      onCheckpoint: (snapshots: readonly ReplicaSnapshot[]) => {
        book.measure('writing', () => {
          trajectory.sync()
          keeper.keep(snapshots)
        })
        keeps ||= keeper.trouble() === null
      },
      onExtras: (results: readonly ExtraResult[]) => {
        ending.extras = results
      },
      onDone: (records: readonly ReplicaRecord[], _: number, breakdown: Breakdown) => {
        ending.records = records
        ending.breakdown = breakdown
      },
      onFailure: (found: Failure) => {
        ending.failure = found
        failed.abort()
      },
    },
  ]
  const threads = Math.min(options.threads, replicas)
  await runPoints(() => points.shift() ?? null, {
    threads,
    signal: AbortSignal.any([interruption.signal, failed.signal]),
    snapshotEvery: output.checkpointEvery,
  })
  display.end()
  trajectory.close()
  const goOn = `go on with \`entrolyte resume ${directory}\``
  const { records, failure } = ending
  if (failure !== null) {
    if (!keeps) removeCheckpoints(directory)
    const kept = keeps ? `what was done so far is kept: ${goOn}` : 'nothing was kept'
    return reportFailure(failure, kept, terminal)
  }
  if (records === null) {
    const trouble = keeper.trouble()
    const state =
      trouble === null ? 'a checkpoint is written' : 'only an earlier checkpoint is there'
    terminal.err(`interrupted; ${state}: ${goOn}\n`)
    return interruption.status() ?? EXIT.interrupted
  }

  const sweeps = scenario.sampling.equilibration + producedSweeps(records, scenario)
  const attempts = system.sites * sweeps * replicas * rungsOf(scenario.sampling)
  const { wallSeconds, cpuSeconds } = spent()
  const timing = { wallSeconds, cpuSeconds, threads, attemptsPerSecond: attempts / wallSeconds }
  const provenance = describeProvenance(scenario, begun.start, timing)
  const { extras } = ending
  const run = { scenario, system, warnings, replicas: records, extras, timing, provenance }
  const assembled = book.measure('evaluating', () => assembleRecord(run))
  const files = book.measure('writing', () => resultFiles(assembled, records, output))
  const kept = book.measure('writing', () => trajectory.finish(assembled))
  trajectory.close()
  const breakdown = { ...ending.breakdown, ...book.seconds }
  const record = { ...assembled, timing: { ...timing, breakdown } }
  files[RECORD_FILE] = formatJson(record)
  try {
    claim.write(files)
  } catch (error) {
    const isKept = existsSync(join(directory, CHECKPOINT_FILE))
    return reportUnwritten(error, isKept ? `make room and ${goOn}` : 'make room', terminal)
  }
  const report = await reportBeside(directory, options, terminal)
  const place = { directory, files: [...Object.keys(files), ...kept], report }
  terminal.out(options.json ? files[RECORD_FILE]! : formatResult(record, place, terminal.outColors))
  return record.state === 'failed' ? EXIT.failed : EXIT.done
}
