import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { formatJson } from '../document/document.ts'
import type { Runner } from '../runner/runner.ts'
import { CHECKPOINT_FILE, removeCheckpoints } from '../store/checkpoint-files.ts'
import { claimDirectory, freeDirectory } from '../store/store.ts'
import { fromTheStart, type Restart } from './checkpoints.ts'
import {
  EXIT,
  type ExitStatus,
  type Interruption,
  reportFailure,
  reportUnwritten,
  watchInterruption,
} from './exit.ts'
import { overridesOf, type RunOptions, showsText, type WorkOptions } from './options.ts'
import { prepareFile } from './prepare.ts'
import { progressOf } from './progress.ts'
import { ONLY_POINT, showProgress } from './progress-display.ts'
import { formatResult, reportAtEnd } from './result-report.ts'
import { type Point, runPoint } from './run-point.ts'
import type { Terminal } from './terminal.ts'

/** A run's place: given, or its own name; the default job takes the next free one instead of refusing. */
export type Placing = 'refuse-existing' | 'next-free'

/** Runs a scenario, or all points of a sweep, into its directory. Throws InputError for bad input. */
export async function runCommand(
  reference: string,
  options: RunOptions,
  { terminal, runner }: { readonly terminal: Terminal; readonly runner: Runner },
  placing: Placing = 'refuse-existing',
): Promise<ExitStatus> {
  const watcher = showsText(options.progress) ? terminal : null
  const prepared = await prepareFile(reference, overridesOf(options), watcher)
  const { out, force = false } = options
  const wanted = out ?? join('results', prepared.name)
  const { content, output } = prepared
  if (content.kind === 'sweep') {
    const { runSweep } = await import('./run-sweep.ts')
    return runSweep(wanted, prepared, { options, terminal, force, runner })
  }
  const isFree = placing === 'next-free' && out === undefined && !force
  const claim = claimDirectory(isFree ? freeDirectory(wanted) : wanted, { force })
  const interruption = watchInterruption()
  try {
    const { directory } = claim
    const { scenario, system, warnings } = content
    const point = { scenario, system, warnings, output, directory }
    return await runAlone(point, fromTheStart(), { options, terminal, interruption, runner })
  } finally {
    interruption.end()
    claim.release()
  }
}

interface Setting {
  readonly options: WorkOptions
  readonly terminal: Terminal
  readonly interruption: Interruption
  readonly runner: Runner
}

/** Runs a single point, shows how far it is, and prints its results. */
export async function runAlone(
  point: Point,
  restart: Restart,
  { options, terminal, interruption, runner }: Setting,
): Promise<ExitStatus> {
  const { directory } = point
  const progress = progressOf([{ ...point, id: ONLY_POINT }], runner.width)
  progress.resume(ONLY_POINT, restart.runs)
  const display = showProgress(options.progress, 'run', progress, terminal)
  const goOn = `go on with \`entrolyte resume ${directory}\``
  try {
    const outcome = await runPoint(point, restart, {
      runner,
      signal: interruption.signal,
      terminal,
      isAlone: true,
      onEvent: (event) => {
        if (event.kind === 'finished') display.end()
        else display.event(event)
      },
    })
    if (outcome.kind === 'failed') {
      display.end()
      if (!outcome.isKept) removeCheckpoints(directory)
      const kept = outcome.isKept ? `what was done so far is kept: ${goOn}` : 'nothing was kept'
      return reportFailure(outcome.failure, kept, terminal)
    }
    if (outcome.kind === 'interrupted') {
      display.end()
      const state =
        outcome.trouble === null ? 'a checkpoint is written' : 'only an earlier checkpoint is there'
      terminal.err(`interrupted; ${state}: ${goOn}\n`)
      return interruption.status() ?? EXIT.interrupted
    }
    const { record, files } = outcome
    const report = await reportAtEnd(directory, options, terminal)
    terminal.out(
      options.json
        ? formatJson(record)
        : formatResult(record, { directory, files, report }, terminal.outColors),
    )
    return record.state === 'failed' ? EXIT.failed : EXIT.done
  } catch (error) {
    display.end()
    const isKept = existsSync(join(directory, CHECKPOINT_FILE))
    return reportUnwritten(error, isKept ? `make room and ${goOn}` : 'make room', terminal)
  }
}
