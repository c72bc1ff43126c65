import { type Command, InvalidArgumentError } from 'commander'
import { LIMITS } from '../document/limits.ts'
import type { ExitStatus } from './exit.ts'
import { addScenarioOptions, addWorkOptions, type WorkOptions } from './options.ts'
import { collectCommand } from './sweep-collect.ts'
import { type PlanOptions, planCommand } from './sweep-plan.ts'
import { statusCommand } from './sweep-status.ts'
import { type SubmitOptions, submitCommand } from './sweep-submit.ts'
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
    .description('run the points of one task that are not finished; goes on from checkpoints')
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
