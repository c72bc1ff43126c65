import { join } from 'node:path'
import { shellWord, shellWords } from './shell.ts'
import type { SlurmTemplate } from './slurm-template.ts'

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

/** Seconds before the end of its time at which a task is told to stop and be queued again. */
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
    '# One task of the sweep. It is told to stop before its time is over (USR1), then writes checkpoints',
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
    '# Makes sweep.csv, sweep.json and sweep.parquet of what there is.',
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
