import { availableParallelism } from 'node:os'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Override } from '../document/override.ts'

const PROGRESS_MODES = ['auto', 'plain', 'bar', 'json', 'none'] as const
export type ProgressMode = (typeof PROGRESS_MODES)[number]

/** What `--set` and `--seed` say, in their order; the seed counts last. */
export interface ScenarioOptions {
  readonly set?: readonly Override[]
  readonly seed?: string
}

/** How to work, whatever is worked at. */
export interface WorkOptions {
  readonly threads: number
  readonly progress: ProgressMode
  readonly json?: boolean
  /** False where `report.html` is not wanted. */
  readonly report?: boolean
}

export interface RunOptions extends ScenarioOptions, WorkOptions {
  readonly out?: string
  readonly force?: boolean
}

const MOST_THREADS = 256

export function addScenarioOptions(command: Command): Command {
  return command
    .option('--set <path=value>', 'set any key of the scenario; repeatable', addOverride)
    .option('--seed <text>', 'another random seed')
}

export function addRunOptions(command: Command): Command {
  return addReportedWorkOptions(
    addScenarioOptions(command).option(
      '--out <dir>',
      'directory of the results (default: results/<scenario name>)',
    ),
  ).option('--force', 'replace the results in an existing directory')
}

export function addWorkOptions(command: Command): Command {
  return command
    .option('--threads <n>', 'worker threads', readThreads, availableParallelism())
    .addOption(
      new Option('--progress <mode>', 'how to show progress, on stderr')
        .choices(PROGRESS_MODES)
        .default('auto'),
    )
    .option('--json', 'print the result record, and nothing else, on stdout')
}

/** Of work at whose end a report is written. */
export function addReportedWorkOptions(command: Command): Command {
  return addWorkOptions(command).option('--no-report', 'do not write report.html at the end')
}

/** Whether text, not JSON or nothing, is wanted on stderr. */
export function showsText(mode: ProgressMode): boolean {
  return mode !== 'none' && mode !== 'json'
}

/** Everything that changes the scenario, ready for the parser. */
export function overridesOf({ set = [], seed }: ScenarioOptions): Override[] {
  // JSON is YAML: the seed stays the text it is.
  return seed === undefined ? [...set] : [...set, { path: 'seed', value: JSON.stringify(seed) }]
}

function addOverride(text: string, before: readonly Override[] = []): Override[] {
  const at = text.indexOf('=')
  if (at <= 0) throw new InvalidArgumentError('It must be path=value, such as lattice.cells=8.')
  return [...before, { path: text.slice(0, at).trim(), value: text.slice(at + 1) }]
}

export function readThreads(text: string): number {
  const threads = Number(text)
  if (!/^\d+$/.test(text) || threads < 1 || threads > MOST_THREADS) {
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_THREADS}.`)
  }
  return threads
}
