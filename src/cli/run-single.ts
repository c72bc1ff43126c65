import type { ExtraResult } from '../methods/extra-results.ts'
import { extraRunsOf } from '../methods/extra-runs.ts'
import { lengthHolding } from '../run/lengths.ts'
import type { ReplicaProgress, ReplicaRecord } from '../run/replica-record.ts'
import type { ReplicaSnapshot } from '../run/replica-snapshot.ts'
import type { Breakdown, Failure } from '../runner/pool-messages.ts'
import { runPoints } from '../runner/run-points.ts'
import type { Output } from '../scenario/scenario.ts'
import { removeCheckpoints } from '../store/checkpoint-files.ts'
import type { Claim } from '../store/store.ts'
import type { Begun } from './begun.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import type { Interruption } from './interruption.ts'
import { keepCheckpoints } from './keep-checkpoints.ts'
import { keepTrajectory } from './keep-trajectory.ts'
import type { WorkOptions } from './options.ts'
import type { Prepared } from './prepare.ts'
import { showProgress } from './progress.ts'
import { reportFailure } from './report-error.ts'
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
  const { scenario, system, output } = prepared
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
      onProgress: (progress: ReplicaProgress) => {
        display.update(progress)
        // Whether it can be loaded is found out at the end.
        loadFinish().catch(() => {})
      },
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
  const running = runPoints(() => points.shift() ?? null, {
    threads,
    signal: AbortSignal.any([interruption.signal, failed.signal]),
    snapshotEvery: output.checkpointEvery,
  })
  // The workers begin meanwhile.
  keeper.keep(begun.snapshots)
  await running
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

  const { finishRun } = await loadFinish()
  const { extras, breakdown } = ending
  const { start } = begun
  const ran = { records, extras, breakdown, replicas, threads, start, spent: spent() }
  return finishRun(claim, prepared, ran, { book, trajectory, options, terminal, goOn })
}

/** What is not needed before the first sweep, and loaded once that is done. */
function loadFinish() {
  return import('./finish-run.ts')
}
