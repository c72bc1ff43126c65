import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { LIMITS } from '../document/limits.ts'
import { schemaFindings } from '../document/schema-findings.ts'
import { problemOf, readYaml } from '../document/yaml-source.ts'
import { InputError, usageError } from '../errors/problem.ts'
import { writeDurably } from '../store/durable-file.ts'
import { shellWord, shellWords } from './shell.ts'
import type { TaskState } from './task-files.ts'

/** One line, which a script can hold. */
const text = z
  .string()
  .min(1)
  .max(LIMITS.prose)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line without control characters')

const directive = text.regex(/^--[a-z][a-z-]*(=.*)?$/, 'must be an option of sbatch: --name=value')

const schema = z.strictObject({
  partition: text.optional(),
  account: text.optional(),
  /** As Slurm has it: minutes, or [days-]hours:minutes:seconds. */
  time: z
    .union([text, z.int().positive()], { error: 'a time such as "00:30:00"' })
    .transform(String)
    .optional(),
  memory: text.optional(),
  /** Processor cores, and threads, of a task. */
  cpus: z.int().min(1).max(256).default(1),
  /** Tasks at a time. */
  atOnce: z.int().min(1).max(LIMITS.points).optional(),
  modules: z.array(text).max(100).default([]),
  directives: z.array(directive).max(100).default([]),
})

/** What a cluster wants to know of a job. */
export type SlurmTemplate = Readonly<z.infer<typeof schema>>

/** What a cluster that asks for nothing gets. */
export const PLAIN_TEMPLATE: SlurmTemplate = schema.parse({})

/** The template of a YAML text. Throws InputError with all that is wrong in it. */
export function parseTemplate(content: string, file: string): SlurmTemplate {
  const source = readYaml(content, file)
  const data: unknown = source.document.toJS({ maxAliasCount: 0 })
  const findings = schemaFindings(schema, data)
  if (findings.length === 0) return schema.parse(data)
  const shown = findings.slice(0, LIMITS.problems)
  throw new InputError(shown.map((found) => problemOf(source, found)))
}

export interface ClusterJob {
  /** Of the sweep, as an absolute path. */
  readonly directory: string
  /** What the jobs are called. */
  readonly name: string
  readonly tasks: number
  /** Words that start this program. */
  readonly program: readonly string[]
  readonly template: SlurmTemplate
}

/** Where scripts and the output of jobs are, inside of a sweep. */
export const SLURM = 'slurm'

/** Seconds before the end of its time at which a task gets the signal to stop and be queued again. */
const NOTICE = 120
/** A task that is stopped this often is one that gets nowhere. */
const MOST_RESTARTS = 100

/** The scripts by name: `array.sh` runs one task, `collect.sh` comes after all, `submit.sh` submits both. */
export function slurmScripts(job: ClusterJob): Readonly<Record<string, string>> {
  const lines = { 'submit.sh': submit(job), 'array.sh': array(job), 'collect.sh': collect(job) }
  return Object.fromEntries(
    Object.entries(lines).map(([name, text]) => [name, `${text.join('\n')}\n`]),
  )
}

function submit({ directory, name, tasks, template }: ClusterJob): string[] {
  const { partition, account, time, memory, cpus, atOnce, directives } = template
  const given = (option: string, value: string | undefined) =>
    value === undefined ? [] : [`${option}=${value}`]
  const place = [...given('--partition', partition), ...given('--account', account)]
  const limit = atOnce === undefined ? '' : `%${atOnce}`
  // Relative to the working directory, lest sbatch takes a % in a path for a pattern.
  const output = (file: string) => [`--chdir=${directory}`, `--output=${SLURM}/${file}`]
  const ofArray = [
    `--job-name=${name}`,
    `--array=0-${tasks - 1}${limit}`,
    ...place,
    ...given('--time', time),
    ...given('--mem', memory),
    `--cpus-per-task=${cpus}`,
    '--requeue',
    '--open-mode=append',
    `--signal=B:USR1@${NOTICE}`,
    ...output('task-%a.log'),
    ...directives,
  ]
  const ofCollect = [
    `--job-name=${name}-collect`,
    ...place,
    ...output('collect.log'),
    '--open-mode=append',
    ...directives,
  ]
  const script = (file: string) => shellWord(join(directory, SLURM, file))
  return [
    '#!/bin/bash',
    '# Submits the tasks of the sweep as a job array, and a job that collects when all of them are over.',
    'set -euo pipefail',
    ...command('array=$(sbatch --parsable', ofArray, `${script('array.sh')})`),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's, not ours.
    'array=${array%%;*}',
    ...command(
      'collect=$(sbatch --parsable --dependency="afterany:$array"',
      ofCollect,
      `${script('collect.sh')})`,
    ),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's, not ours.
    'echo "$array ${collect%%;*}"',
  ]
}

function array({ directory, program, template }: ClusterJob): string[] {
  const run = [...program, 'sweep', 'task', '--threads', String(template.cpus)]
  return [
    '#!/bin/bash',
    '# One task of the sweep. It gets a signal before its time is over (USR1), then writes checkpoints',
    '# (status 143) and is queued again; a task that is preempted (TERM) is queued again by Slurm.',
    'child=; stop=; notice=',
    `trap 'stop=1; notice=1; kill -TERM $child 2>/dev/null' USR1`,
    `trap 'stop=1; kill -TERM $child 2>/dev/null' TERM`,
    ...modules(template),
    `${shellWords(run)} --progress plain -- ${shellWord(directory)} "$SLURM_ARRAY_TASK_ID" &`,
    'child=$!',
    '[ -z "$stop" ] || kill -TERM "$child"',
    'while :; do',
    '  wait "$child"; status=$?',
    '  kill -0 "$child" 2>/dev/null || break',
    'done',
    `if [ "$status" = 143 ] && [ -n "$notice" ] && [ "\${SLURM_RESTART_COUNT:-0}" -lt ${MOST_RESTARTS} ]; then`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's, not ours.
    '  scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"',
    'fi',
    'exit "$status"',
  ]
}

function collect({ directory, program, template }: ClusterJob): string[] {
  return [
    '#!/bin/bash',
    '# Makes sweep.csv, sweep.json and sweep.parquet of the results so far.',
    ...modules(template),
    `exec ${shellWords([...program, 'sweep', 'collect'])} -- ${shellWord(directory)}`,
  ]
}

function modules({ modules }: SlurmTemplate): string[] {
  return modules.map((name) => `module load ${shellWord(name)} || exit 1`)
}

/** A command with an option on each line. */
function command(start: string, options: readonly string[], end: string): string[] {
  return [`${start} \\`, ...options.map((option) => `  ${shellWord(option)} \\`), `  ${end}`]
}

/** Seconds that a scheduler is given to answer. */
const PATIENCE = 20

/** Elements that this cluster lets a job array have; null where there is no Slurm. */
export function maxArraySize(): number | null {
  const config = ask('scontrol', ['show', 'config'])
  const match = config && /^MaxArraySize\s*=\s*(\d+)/m.exec(config)
  return match ? Number(match[1]) : null
}

/** Whether any of these jobs is queued or running. */
function isQueued(jobs: readonly string[]): boolean {
  return (
    (ask('squeue', ['--noheader', '--format=%i', `--jobs=${jobs.join(',')}`]) ?? '').trim() !== ''
  )
}

/** What a command answers; null if it cannot be had, or has failed. */
function ask(command: string, args: readonly string[]): string | null {
  try {
    return execFileSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 1000 * PATIENCE,
    })
  } catch {
    return null
  }
}

/** The ids that Slurm gave to the last submission. */
const SUBMITTED = 'submitted'

/** Throws InputError if the last submission of a sweep is queued or running. */
export function refuseIfQueued(sweep: string): void {
  const file = join(sweep, SLURM, SUBMITTED)
  if (!existsSync(file)) return
  const jobs = readFileSync(file, 'utf8').slice(0, 100).match(/\d+/g) ?? []
  if (jobs.length === 0 || !isQueued(jobs)) return
  const hint = `wait for it, cancel it with \`scancel ${jobs.join(' ')}\`, or --force`
  throw usageError(sweep, `is in the queue already, as jobs ${jobs.join(' and ')}`, hint)
}

/**
 * Writes the scripts into the sweep and submits them.
 * @returns ids of the job array and of the job that collects
 * Throws InputError if they could not be submitted.
 */
export function submitScripts(
  sweep: string,
  scripts: Readonly<Record<string, string>>,
): [array: string, collect: string] {
  const place = join(sweep, SLURM)
  mkdirSync(place, { recursive: true })
  for (const [name, text] of Object.entries(scripts)) {
    writeDurably(join(place, name), text)
    chmodSync(join(place, name), 0o755)
  }
  const script = join(place, 'submit.sh')
  const { status, stdout, stderr, error } = spawnSync('bash', [script], { encoding: 'utf8' })
  const jobs = /^(\d+) (\d+)\n$/.exec(stdout ?? '')
  if (status !== 0 || jobs === null) {
    const cause = error?.message ?? (stderr.trim() || 'sbatch gave no job')
    throw usageError(script, `could not submit: ${cause}`, 'is this a login node?')
  }
  writeDurably(join(place, SUBMITTED), `${jobs[1]} ${jobs[2]}\n`)
  return [jobs[1]!, jobs[2]!]
}

/** The element of a Slurm job array that this process is; a requeued one has the same name. */
export function arrayElement(): TaskState['job'] {
  const { SLURM_ARRAY_JOB_ID, SLURM_ARRAY_TASK_ID, SLURM_RESTART_COUNT } = process.env
  if (!SLURM_ARRAY_JOB_ID || !SLURM_ARRAY_TASK_ID) return null
  const restarts = Number(SLURM_RESTART_COUNT ?? 0)
  const name = `${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}`
  return { name, restarts: Number.isSafeInteger(restarts) && restarts >= 0 ? restarts : 0 }
}
