import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { producedSweeps } from '../evaluate/precision.ts'
import type { ExtraResult } from '../methods/extra-results.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import { rungsOf } from '../run/stages.ts'
import { assembleRecord } from '../runner/assemble.ts'
import type { Breakdown } from '../runner/pool-messages.ts'
import type { Output } from '../scenario/scenario.ts'
import { CHECKPOINT_FILE } from '../store/checkpoint-files.ts'
import { type Claim, RECORD_FILE } from '../store/store.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import type { TrajectoryKeeper } from './keep-trajectory.ts'
import type { WorkOptions } from './options.ts'
import type { Prepared } from './prepare.ts'
import { describeProvenance } from './provenance.ts'
import { reportBeside } from './report-beside.ts'
import { reportUnwritten } from './report-error.ts'
import { formatJson, resultFiles } from './result-files.ts'
import { formatResult } from './result-report.ts'
import type { Spent } from './stopwatch.ts'
import type { Terminal } from './terminal.ts'
import type { TimeBook } from './time-book.ts'

/** What a run has come to. */
export interface Ran {
  readonly records: readonly ReplicaRecord[]
  readonly extras: readonly ExtraResult[]
  /** Of the time of all workers. */
  readonly breakdown: Breakdown
  /** Replicas that were run, those of extra runs included. */
  readonly replicas: number
  readonly threads: number
  readonly start: string
  readonly spent: Spent
}

export interface Finishing {
  readonly book: TimeBook
  readonly trajectory: TrajectoryKeeper
  readonly options: WorkOptions
  readonly terminal: Terminal
  /** How to go on where the result cannot be written. */
  readonly goOn: string
}

/** Evaluates a run whose replicas have all been run, writes its result and tells of it. */
export async function finishRun(
  claim: Claim,
  { scenario, system, warnings, output }: Omit<Prepared, 'name'> & { readonly output: Output },
  { records, extras, replicas, threads, start, spent, ...ran }: Ran,
  { book, trajectory, options, terminal, goOn }: Finishing,
): Promise<ExitStatus> {
  const { directory } = claim
  const sweeps = scenario.sampling.equilibration + producedSweeps(records, scenario)
  const attempts = system.sites * sweeps * replicas * rungsOf(scenario.sampling)
  const timing = { ...spent, threads, attemptsPerSecond: attempts / spent.wallSeconds }
  const provenance = describeProvenance(scenario, start, timing)
  const run = { scenario, system, warnings, replicas: records, extras, timing, provenance }
  const assembled = book.measure('evaluating', () => assembleRecord(run))
  const files = book.measure('writing', () => resultFiles(assembled, records, output))
  const kept = book.measure('writing', () => trajectory.finish(assembled))
  trajectory.close()
  const breakdown = { ...ran.breakdown, ...book.seconds }
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
