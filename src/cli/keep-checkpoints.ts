import { isSystemError } from '../errors/system-error.ts'
import type { KeptRun } from '../runner/simulate.ts'
import { formatScenario } from '../scenario/format-scenario.ts'
import type { Output, Scenario } from '../scenario/scenario.ts'
import type { Checkpoint } from '../store/checkpoint.ts'
import { writeCheckpoint } from '../store/checkpoint-files.ts'
import { packageVersion } from './package-root.ts'
import type { Spent } from './stopwatch.ts'
import type { Terminal } from './terminal.ts'
import { testKill } from './test-kill.ts'

/** Keeps a run so that it can go on. */
export interface CheckpointKeeper {
  readonly keep: (runs: readonly KeptRun[]) => void
  /** Why the last one could not be kept; null if it could. */
  readonly trouble: () => string | null
}

interface Kept {
  readonly directory: string
  /** A scenario unless something else is worked at. */
  readonly work?: Checkpoint['work']
  readonly scenario: Scenario
  readonly output: Output
  readonly start: string
  readonly spent: () => Spent
  readonly terminal: Terminal
}

/** A disk that is full, or gone, costs the checkpoint and not the run. */
export function keepCheckpoints({
  directory,
  work = 'run',
  scenario,
  output,
  start,
  spent,
  terminal,
}: Kept): CheckpointKeeper {
  const program = packageVersion()
  let text: string | null = null
  const witness = testKill()
  let trouble: string | null = null
  return {
    keep(runs) {
      text ??= formatScenario(scenario, output)
      const checkpoint = { program, work, scenario: text, start, ...spent(), runs }
      try {
        writeCheckpoint(directory, checkpoint, witness)
        trouble = null
      } catch (error) {
        if (!isSystemError(error)) throw error
        if (trouble === null) terminal.err(`a checkpoint could not be written: ${error.message}\n`)
        trouble = error.message
      }
    },
    trouble: () => trouble,
  }
}
