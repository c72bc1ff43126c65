import type { Plan } from '../methods/method.ts'
import type { RunLoad } from '../methods/run-loads.ts'
import { inline } from '../runner/inline.ts'
import { type KeptRun, runPlans } from '../runner/run-plans.ts'
import type { Failure, Runner } from '../runner/runner.ts'
import { threads } from '../runner/threads.ts'
import { EXIT, type ExitStatus, watchInterruption } from './exit.ts'
import type { ProgressMode } from './options.ts'
import { Progress, seconds } from './progress.ts'
import { ONLY_POINT, showProgress } from './progress-display.ts'
import type { Terminal } from './terminal.ts'

/** Runs replicas in so many threads; one is this one, which needs not be started. */
export function runnerWith(width: number): Runner {
  return width === 1 ? inline() : threads(width)
}

/** How plans have ended. */
export type Ending<Result> =
  | { readonly kind: 'finished'; readonly results: readonly Result[] }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** By a signal; `count` of the runs had ended: `12 of 66 runs`. */
  | { readonly kind: 'interrupted'; readonly status: ExitStatus; readonly count: string }

interface WorkSetting {
  readonly threads: number
  readonly progress: ProgressMode
  readonly terminal: Terminal
  /** The replicas that will be asked for, where they are known. */
  readonly expected?: readonly RunLoad[]
  /** Runs to go on from, and where their checkpoints go. */
  readonly checkpoints?: {
    readonly runs: readonly KeptRun[]
    readonly every: number
    readonly keep: (runs: readonly KeptRun[]) => void
  }
}

/** Carries plans out, shows how far they are, and stops at a signal. */
export async function workOn<Result>(
  plans: readonly Plan<Result>[],
  { threads: width, progress: mode, terminal, expected = [], checkpoints }: WorkSetting,
): Promise<Ending<Result>> {
  const interruption = watchInterruption()
  const runner = runnerWith(width)
  const progress = new Progress({ threads: runner.width, start: seconds() })
  progress.add(ONLY_POINT, expected)
  progress.resume(ONLY_POINT, checkpoints?.runs ?? [])
  const display = showProgress(mode, 'runs', progress, terminal)
  const events = runPlans(plans, {
    runner,
    signal: interruption.signal,
    kept: checkpoints?.runs,
    checkpointEvery: checkpoints?.every,
  })
  try {
    for await (const event of events) {
      if (event.kind === 'checkpoint') checkpoints?.keep(event.runs)
      else if (event.kind === 'finished') return { kind: 'finished', results: event.result }
      else if (event.kind === 'failed') return { kind: 'failed', failure: event.failure }
      else if (event.kind === 'interrupted') {
        const status = interruption.status() ?? EXIT.interrupted
        return { kind: 'interrupted', status, count: progress.count() }
      } else display.event(event)
    }
    throw new Error('plans ended without an end')
  } finally {
    display.end()
    await runner.close()
    interruption.end()
  }
}
