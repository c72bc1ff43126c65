import { join } from 'node:path'
import { assembleRecord } from '../results/assemble.ts'
import { runReplicas } from '../results/pool.ts'
import { type Claim, claimDirectory, freeDirectory, RECORD_FILE } from '../results/store.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { type Interruption, watchInterruption } from './interruption.ts'
import { overridesOf, type RunOptions } from './options.ts'
import { type Prepared, prepare } from './prepare.ts'
import { showProgress } from './progress.ts'
import { describeProvenance } from './provenance.ts'
import { reportFailure } from './report-error.ts'
import { resultFiles } from './result-files.ts'
import { formatResult } from './result-report.ts'
import { startStopwatch } from './stopwatch.ts'
import type { Terminal } from './terminal.ts'

/** A run's place: given, or its own name; the default job takes the next free one instead of refusing. */
export type Placing = 'refuse-existing' | 'next-free'

/** Runs one scenario into its directory and shows the result. Throws InputError for bad input. */
export async function runCommand(
  reference: string,
  options: RunOptions,
  terminal: Terminal,
  placing: Placing = 'refuse-existing',
): Promise<ExitStatus> {
  const prepared = prepare(reference, overridesOf(options))
  const { out, force = false } = options
  const wanted = out ?? join('results', prepared.name)
  const isFree = placing === 'next-free' && out === undefined && !force
  const claim = claimDirectory(isFree ? freeDirectory(wanted) : wanted, force)
  const interruption = watchInterruption()
  try {
    return await runInto(claim, prepared, { options, terminal, interruption })
  } finally {
    interruption.end()
    claim.release()
  }
}

interface Setting {
  readonly options: RunOptions
  readonly terminal: Terminal
  readonly interruption: Interruption
}

async function runInto(
  claim: Claim,
  { scenario, system, warnings }: Prepared,
  { options, terminal, interruption }: Setting,
): Promise<ExitStatus> {
  const { sampling } = scenario
  const tasks = Array.from({ length: sampling.replicas }, (_, replica) => {
    return { scenario, counts: system.counts, replica }
  })
  const sweepsPerReplica = sampling.equilibration + sampling.production
  const display = showProgress(
    options.progress,
    { replicas: tasks.length, sweepsPerReplica },
    terminal,
  )
  const start = new Date()
  const stopwatch = startStopwatch()
  const outcome = await runReplicas(tasks, {
    threads: options.threads,
    signal: interruption.signal,
    onProgress: (progress) => display.update(progress),
  })
  display.end()
  if (outcome.state === 'interrupted') {
    terminal.err('interrupted; nothing was kept: checkpoints are not in this version\n')
    return interruption.status() ?? EXIT.interrupted
  }
  if (outcome.state === 'failed') return reportFailure(outcome.failure, terminal)

  const threads = Math.min(options.threads, tasks.length)
  const attempts = system.sites * sweepsPerReplica * tasks.length
  const timing = stopwatch(threads, attempts)
  const provenance = describeProvenance(scenario, start, timing)
  const replicas = outcome.records
  const record = assembleRecord({ scenario, system, warnings, replicas, timing, provenance })
  const files = resultFiles(record, replicas)
  claim.write(files)
  const place = { directory: claim.directory, files: Object.keys(files) }
  terminal.out(options.json ? files[RECORD_FILE]! : formatResult(record, place, terminal.outColors))
  return record.state === 'failed' ? EXIT.failed : EXIT.done
}
