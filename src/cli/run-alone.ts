import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { formatJson } from '../document/document.ts'
import { runLoads } from '../methods/run-loads.ts'
import { lengthHolding } from '../run/lengths.ts'
import type { Runner } from '../runner/runner.ts'
import { CHECKPOINT_FILE, removeCheckpoints } from '../store/checkpoint-files.ts'
import { type Begun, begunReplicas } from './begun.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import type { Interruption } from './interruption.ts'
import type { WorkOptions } from './options.ts'
import { showProgress } from './progress.ts'
import { reportBeside } from './report-beside.ts'
import { reportFailure, reportUnwritten } from './report-error.ts'
import { formatResult } from './result-report.ts'
import { type Point, runPoint } from './run-point.ts'
import type { Terminal } from './terminal.ts'

interface Setting {
  readonly options: WorkOptions
  readonly terminal: Terminal
  readonly interruption: Interruption
  readonly runner: Runner
}

/** Runs a single point, shows how far it is, and prints what it has come to. */
export async function runAlone(
  point: Point,
  begun: Begun,
  { options, terminal, interruption, runner }: Setting,
): Promise<ExitStatus> {
  const { directory } = point
  const display = showProgress(options.progress, lengthOf(point, begun), terminal)
  const goOn = `go on with \`entrolyte resume ${directory}\``
  try {
    const outcome = await runPoint(point, begun, {
      runner,
      signal: interruption.signal,
      terminal,
      isAlone: true,
      onEvent: (event) => {
        if (event.kind === 'progress') display.update(event.progress)
        else if (event.kind === 'row') display.row(event.row)
        else if (event.kind === 'finished') display.end()
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
    const report = await reportBeside(directory, options, terminal)
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

/** How long a point is, and how far it has come already. */
function lengthOf({ scenario, system }: Point, { runs }: Begun) {
  const subject = { scenario, counts: system.counts }
  const begun = begunReplicas(subject, runs)
  const shortest = scenario.sampling.equilibration + lengthHolding(scenario, 0)
  const sweepsPerReplica = Math.max(shortest, ...begun.map(({ total }) => total))
  return { replicas: runLoads(subject).length, sweepsPerReplica, begun }
}
