import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { readCandidates } from '../compare/candidate.ts'
import { type Judgement, judge } from '../compare/judge.ts'
import { readStatements } from '../compare/read-statements.ts'
import { formatJson } from '../document/document.ts'
import { usageError } from '../errors/problem.ts'
import { type AllOptions, compareAll } from './compare-all.ts'
import { formatJudgements, formatStatementTable } from './compare-report.ts'
import { EXIT, type ExitStatus } from './exit.ts'
import { readThreads } from './options.ts'
import type { Terminal } from './terminal.ts'

interface CompareOptions extends AllOptions {
  readonly all?: boolean
  readonly json?: boolean
  readonly markdown?: boolean
}

export function addCompareCommand(
  program: Command,
  terminal: Terminal,
  end: (status: ExitStatus) => void,
): void {
  program
    .command('compare')
    .description('compare results with what was reported')
    .argument('[result...]', 'directories of runs and sweeps, files from `melting --json`')
    .option('--all', 'run what the statements need and is missing, and judge all of them')
    .option('--minutes <n>', 'with --all: wall time of the runs', readMinutes, 45)
    .option('--threads <n>', 'with --all: worker threads', readThreads, availableParallelism())
    .option('--out <dir>', 'with --all: where results are kept', join('results', 'compare'))
    .option('--json', 'print the verdicts as JSON')
    .option('--markdown', 'print a table in Markdown')
    .action(async (places: string[], options: CompareOptions) => {
      end(await compareCommand(places, options, terminal))
    })
}

/**
 * Judges results by what was reported; with `--all`, together with those that it makes. The status is 1 if not one
 * statement had all its results.
 * Throws InputError for a directory without a result.
 */
async function compareCommand(
  places: readonly string[],
  options: CompareOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  if (places.length === 0 && !options.all) {
    throw usageError('compare', 'give results, or --all, which makes them')
  }
  const { out, outColors, err } = terminal
  const statements = readStatements()
  const given = places.flatMap(readCandidates)
  if (!options.all) {
    const judgements = judge(statements, given)
    if (options.json) out(formatJson(judgements))
    else
      out(
        options.markdown
          ? formatStatementTable(judgements, [])
          : formatJudgements(judgements, outColors),
      )
    return isMade(judgements) ? EXIT.done : EXIT.failed
  }
  const { status, ...found } = await compareAll(statements, given, options, terminal)
  const { judgements, nullJudgements, missing } = found
  if (options.json) out(formatJson(found))
  else if (options.markdown) out(formatStatementTable(judgements, nullJudgements))
  else
    out(
      `${formatJudgements(judgements, outColors)}\n${formatStatementTable(judgements, nullJudgements)}`,
    )
  if (missing.length > 0) {
    err(`${missing.length} points are missing; \`entrolyte compare --all\` goes on with them\n`)
  }
  if (status !== EXIT.done) return status
  return isMade(judgements) ? EXIT.done : EXIT.failed
}

/** Whether any statement that needs results had all of them. */
function isMade(judgements: readonly Judgement[]): boolean {
  return judgements.some(
    ({ readings }) =>
      readings.length > 0 &&
      readings.every(({ value, seconds }) => value !== null && seconds !== 0),
  )
}

function readMinutes(text: string): number {
  const minutes = Number(text)
  if (minutes > 0 && minutes <= 10_000) return minutes
  throw new InvalidArgumentError('It must be a number of minutes.')
}
