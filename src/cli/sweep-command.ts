import { join, resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { formatJson } from '../document/document.ts'
import { LIMITS } from '../document/limits.ts'
import { usageError } from '../errors/problem.ts'
import { readTextFile } from '../host/input-file.ts'
import { packageVersion } from '../host/package-root.ts'
import { formatCount } from '../report/measured.ts'
import { refuseIfInUse } from '../store/claim.ts'
import { SWEEP_FILE } from '../store/store.ts'
import { collectSweep, TABLE_FILES } from '../sweep/collect.ts'
import { claimTables } from '../sweep/point-files.ts'
import { shellWord } from '../sweep/shell.ts'
import {
  maxArraySize,
  PLAIN_TEMPLATE,
  parseTemplate,
  refuseIfQueued,
  SLURM,
  type SlurmTemplate,
  slurmScripts,
  submitScripts,
} from '../sweep/slurm.ts'
import { requireManifest, requireSweep } from '../sweep/sweep-directory.ts'
import { refuseIfTasksRun, tasksAtWork } from '../sweep/task-files.ts'
import { EXIT, type ExitStatus } from './exit.ts'
import { addScenarioOptions, addWorkOptions, type WorkOptions } from './options.ts'
import { type PlanOptions, planCommand } from './sweep-plan.ts'
import { describeFailedPoints } from './sweep-report.ts'
import { statusCommand } from './sweep-status.ts'
import { taskCommand } from './sweep-task.ts'
import type { Terminal } from './terminal.ts'

/** Minutes of a task, if nothing else is asked for. */
const MINUTES = 10

const EXAMPLES = `
A planned sweep is a directory that all tasks share; a task needs nothing else, and any scheduler
will do. Points that are finished are left as they are, whoever runs them.

Examples:
  entrolyte sweep plan cooling-brine --out brine --minutes 15
  entrolyte sweep submit brine --template cluster.yaml --dry-run
  entrolyte sweep status brine
  parallel entrolyte sweep task brine {} --threads 1 ::: $(seq 0 11)`

/** Registers `sweep` with its commands; `end` takes the exit status. */
export function addSweepCommand(
  program: Command,
  terminal: Terminal,
  end: (status: ExitStatus) => void,
): void {
  const sweep = program
    .command('sweep')
    .description('the points of a sweep as independent tasks, for a cluster')
    .addHelpText('after', EXAMPLES)

  addScenarioOptions(sweep.command('plan'))
    .description('share out the points among tasks; extends a sweep that is there')
    .argument('<scenario>')
    .option('--out <dir>', 'directory that all tasks share (default: results/<scenario name>)')
    .option('--tasks <n>', 'how many tasks', readTasks)
    .option('--minutes <m>', 'how long a task may take on one thread', readMinutes, MINUTES)
    .option('--force', 'replace another sweep in the directory')
    .option('--json', 'print what was planned as JSON')
    .action(async (scenario: string, options: PlanOptions) => {
      end(await planCommand(scenario, options, terminal))
    })

  addWorkOptions(sweep.command('task'))
    .description('run the points of one task that are not finished, from their checkpoints')
    .argument('<dir>')
    .argument('<index>')
    .action(async (directory: string, index: string, options: WorkOptions) => {
      end(await taskCommand(directory, index, options, terminal))
    })

  sweep
    .command('status')
    .description('how many points are done, running, failed and pending, and how long it takes')
    .argument('<dir>')
    .option('--json', 'print it as JSON')
    .action((directory: string, options: { json?: boolean }) => {
      end(statusCommand(directory, options, terminal))
    })

  sweep
    .command('collect')
    .description('make sweep.csv, sweep.parquet and sweep.json of the results that are there')
    .argument('<dir>')
    .option('--json', 'print the record of the sweep on stdout')
    .action((directory: string, options: { json?: boolean }) => {
      end(collectCommand(directory, options, terminal))
    })

  sweep
    .command('submit')
    .description('submit all tasks to Slurm, and a job that collects after them')
    .argument('<dir>')
    .option('--template <file>', 'YAML with partition, account, time, memory, cpus, modules …')
    .option('--dry-run', 'print the scripts, and submit nothing')
    .option('--force', 'even if the tasks are in the queue already')
    .action((directory: string, options: SubmitOptions) => {
      end(submitCommand(directory, options, terminal))
    })
}

function readTasks(text: string): number {
  const tasks = Number(text)
  if (!/^\d+$/.test(text) || tasks < 1 || tasks > LIMITS.points) {
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${LIMITS.points}.`)
  }
  return tasks
}

function readMinutes(text: string): number {
  const minutes = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || !(minutes > 0) || minutes > 1e6) {
    throw new InvalidArgumentError('It must be a number of minutes, such as 15.')
  }
  return minutes
}

/** Makes the tables of a sweep of what results there are. Throws InputError if there is no sweep. */
export function collectCommand(
  directory: string,
  { json }: { readonly json?: boolean },
  terminal: Terminal,
): ExitStatus {
  requireSweep(directory, packageVersion())
  const release = claimTables(directory)
  try {
    refuseIfInUse(directory)
    const { points, program, axes, source } = requireSweep(directory, packageVersion())
    const record = collectSweep(directory, points, { program, axes, source })
    const count = (wanted: string) => record.points.filter(({ state }) => state === wanted).length
    const [done, failed, missing] = [count('completed'), count('failed'), count('missing')]
    if (missing > 0) {
      const working = tasksAtWork(directory).length
      const why = working > 0 ? `; ${formatCount(working)} of its tasks are at work` : ''
      terminal.err(`${formatCount(missing)} points have no results yet${why}\n`)
    }
    if (json) terminal.out(formatJson(record))
    else {
      const total = formatCount(record.points.length)
      const others = [
        ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
        ...(missing > 0 ? [`${formatCount(missing)} missing`] : []),
      ]
      const title = [`${formatCount(done)} of ${total} points completed`, ...others].join(', ')
      const lines = [
        terminal.outColors.bold(title),
        ...describeFailedPoints(record),
        `written to  ${directory}/  (${[...TABLE_FILES, SWEEP_FILE].join(', ')})`,
        ...(record.digest === null ? [] : [`digest      ${record.digest}`]),
      ]
      terminal.out(`${lines.join('\n')}\n`)
    }
    return failed > 0 ? EXIT.partial : EXIT.done
  } finally {
    release()
  }
}

export interface SubmitOptions {
  readonly template?: string
  readonly dryRun?: boolean
  readonly force?: boolean
}

/**
 * Submits the tasks of a planned sweep to Slurm as a job array, and a job that collects after them; or
 * prints the scripts that would. Throws InputError for bad input and if the tasks are queued already.
 */
export function submitCommand(
  directory: string,
  { template, dryRun, force }: SubmitOptions,
  terminal: Terminal,
): ExitStatus {
  const { tasks, source } = requireManifest(directory, packageVersion())
  if (tasks.length === 0) {
    terminal.err(
      `all points of ${directory} were finished when it was planned: nothing to submit\n`,
    )
    return EXIT.done
  }
  const most = maxArraySize()
  if (most !== null && tasks.length > most) {
    const hint = `plan it again with --tasks ${most} or fewer`
    const message = `has ${tasks.length} tasks, and this cluster takes ${most} in a job array`
    throw usageError(directory, message, hint)
  }
  const scripts = slurmScripts({
    directory: resolve(directory),
    name: `entrolyte-${source.name}`,
    tasks: tasks.length,
    program: [process.execPath, ...process.execArgv, resolve(process.argv[1]!)],
    template: templateOf(template),
  })
  if (dryRun) {
    terminal.out(describeScripts(join(directory, SLURM), scripts, terminal))
    return EXIT.done
  }
  if (!force) refuseIfQueued(directory)
  refuseIfTasksRun(directory)
  return submit(directory, scripts, terminal)
}

function templateOf(reference: string | undefined): SlurmTemplate {
  if (reference === undefined) return PLAIN_TEMPLATE
  return parseTemplate(readTextFile(reference), reference)
}

function describeScripts(
  place: string,
  scripts: Readonly<Record<string, string>>,
  { outColors }: Terminal,
): string {
  const parts = Object.entries(scripts).map(([name, text]) => {
    return `${outColors.bold(`# ${join(place, name)}`)}\n${text}`
  })
  return parts.join('\n')
}

function submit(
  directory: string,
  scripts: Readonly<Record<string, string>>,
  terminal: Terminal,
): ExitStatus {
  const [array, collect] = submitScripts(directory, scripts)
  const lines = [
    terminal.outColors.bold(`submitted as job array ${array}, and ${collect} to collect after it`),
    `see it with  entrolyte sweep status ${shellWord(directory)}    (or squeue --me)`,
    `output in    ${join(directory, SLURM)}/task-*.log`,
    `cancel with  scancel ${array} ${collect}    (checkpoints are written; submitting again goes on)`,
  ]
  terminal.out(`${lines.join('\n')}\n`)
  return EXIT.done
}
