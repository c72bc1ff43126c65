import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeDurably } from '../store/durable-file.ts'
import { shellWord } from '../sweep/shell.ts'
import { SLURM, slurmScripts } from '../sweep/slurm-scripts.ts'
import { PLAIN_TEMPLATE, parseTemplate, type SlurmTemplate } from '../sweep/slurm-template.ts'
import { refuseIfTasksRun } from '../sweep/task-files.ts'
import { EXIT, type ExitStatus, usageError } from './exit.ts'
import { readTextFile } from './input-files.ts'
import { isQueued, maxArraySize } from './slurm.ts'
import { requireManifest } from './sweep-directory.ts'
import type { Terminal } from './terminal.ts'

export interface SubmitOptions {
  readonly template?: string
  readonly dryRun?: boolean
  readonly force?: boolean
}

/** The ids that Slurm gave to the last submission. */
const SUBMITTED = 'submitted'

/**
 * Submits the tasks of a planned sweep to Slurm as a job array, and a job that collects after them; or
 * prints the scripts that would. Throws InputError for bad input and if the tasks are queued already.
 */
export function submitCommand(
  directory: string,
  { template, dryRun, force }: SubmitOptions,
  terminal: Terminal,
): ExitStatus {
  const { tasks, source } = requireManifest(directory)
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

function refuseIfQueued(directory: string): void {
  const file = join(directory, SLURM, SUBMITTED)
  if (!existsSync(file)) return
  const jobs = readFileSync(file, 'utf8').slice(0, 100).match(/\d+/g) ?? []
  if (jobs.length === 0 || !isQueued(jobs)) return
  const hint = `wait for it, cancel it with \`scancel ${jobs.join(' ')}\`, or --force`
  throw usageError(directory, `is in the queue already, as jobs ${jobs.join(' and ')}`, hint)
}

function submit(
  directory: string,
  scripts: Readonly<Record<string, string>>,
  terminal: Terminal,
): ExitStatus {
  const place = join(directory, SLURM)
  mkdirSync(place, { recursive: true })
  for (const [name, text] of Object.entries(scripts)) {
    writeDurably(join(place, name), text)
    chmodSync(join(place, name), 0o755)
  }
  const { status, stdout, stderr, error } = spawnSync('bash', [join(place, 'submit.sh')], {
    encoding: 'utf8',
  })
  const jobs = /^(\d+) (\d+)\n$/.exec(stdout ?? '')
  if (status !== 0 || jobs === null) {
    const cause = error?.message ?? (stderr.trim() || 'sbatch gave no job')
    throw usageError(
      join(place, 'submit.sh'),
      `could not submit: ${cause}`,
      'is this a login node?',
    )
  }
  writeDurably(join(place, SUBMITTED), `${jobs[1]} ${jobs[2]}\n`)
  const lines = [
    terminal.outColors.bold(
      `submitted as job array ${jobs[1]}, and ${jobs[2]} to collect after it`,
    ),
    `see it with  entrolyte sweep status ${shellWord(directory)}    (or squeue --me)`,
    `output in    ${place}/task-*.log`,
    `cancel with  scancel ${jobs[1]} ${jobs[2]}    (checkpoints are written; submitting again goes on)`,
  ]
  terminal.out(`${lines.join('\n')}\n`)
  return EXIT.done
}
