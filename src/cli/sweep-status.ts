import { basename, resolve } from 'node:path'
import { formatJson } from '../document/document.ts'
import { printable } from '../errors/printable.ts'
import { packageVersion } from '../host/package-root.ts'
import { formatCount, formatDuration } from '../report/measured.ts'
import { isInUse } from '../store/claim.ts'
import type { SweepRecord } from '../store/sweep-record.ts'
import type { Manifest } from '../sweep/manifest.ts'
import { readFailure } from '../sweep/point-files.ts'
import { shellWord } from '../sweep/shell.ts'
import { type Survey, surveyPoints } from '../sweep/survey.ts'
import { readManifest, requireSweep } from '../sweep/sweep-directory.ts'
import { type TaskState, tasksAtWork } from '../sweep/task-files.ts'
import { EXIT, type ExitStatus } from './exit.ts'
import { formatSettings } from './progress-display.ts'
import type { Terminal } from './terminal.ts'

/** Tasks and failed points shown; the rest are counted. */
const SHOWN = 10

/** Prints where a sweep stands, by its files. Throws InputError if there is none. */
export function statusCommand(
  directory: string,
  { json }: { readonly json?: boolean },
  terminal: Terminal,
): ExitStatus {
  const sweep = requireSweep(directory, packageVersion())
  const manifest = readManifest(directory, packageVersion())
  const attempts = new Map(manifest?.points.map(({ id, attempts }) => [id, attempts]))
  const tasks = tasksAtWork(directory)
  const ids = sweep.points.map(({ id }) => id)
  const survey = surveyPoints(directory, ids, { tasks, attemptsOf: (id) => attempts.get(id) })
  const isRunLocally = isInUse(directory)
  if (json) terminal.out(formatJson({ ...survey, isRunLocally, tasks }))
  else terminal.out(describe(directory, { sweep, manifest, survey, tasks, isRunLocally }, terminal))
  return EXIT.done
}

interface Found {
  readonly sweep: SweepRecord
  readonly manifest: Manifest | null
  readonly survey: Survey
  readonly tasks: readonly TaskState[]
  readonly isRunLocally: boolean
}

function describe(directory: string, found: Found, { outColors }: Terminal): string {
  const { sweep, manifest, survey, tasks, isRunLocally } = found
  const { counts, points } = survey
  const planned = manifest === null ? '' : ` in ${counted(manifest.tasks.length, 'task')}`
  const width = formatCount(points).length
  const row = (name: string, count: number, colour: (text: string) => string, note = '') => {
    const text = `  ${name.padEnd(8)} ${formatCount(count).padStart(width)}`
    return count === 0 ? outColors.dim(text) : `${colour(text)}${note}`
  }
  const kept = counts.begun === 0 ? '' : `  (${formatCount(counts.begun)} of them with checkpoints)`
  const { green, cyan, red } = outColors
  const isOver = counts.running + counts.begun + counts.pending === 0
  const lines = [
    `${outColors.bold(basename(resolve(directory)))}: ${counted(points, 'point')}${planned}`,
    row('done', counts.done, green),
    row('running', counts.running, cyan),
    row('failed', counts.failed, red),
    row('pending', counts.pending + counts.begun, (text) => text, kept),
    '',
    ...describeTasks(tasks, outColors.bold),
    ...(isRunLocally ? ['a run is at work on it, or on its tables'] : []),
    ...describeFailures(directory, sweep, survey.failed),
    isOver ? describeEnd(directory, counts.failed > 0) : describeTime(found),
  ]
  return `${lines.join('\n')}\n`
}

function describeTasks(tasks: readonly TaskState[], bold: (text: string) => string): string[] {
  if (tasks.length === 0) return []
  const rows = tasks.slice(0, SHOWN).map((state) => {
    const { task, host, finished, points, share, secondsLeft } = state
    const left = secondsLeft === null ? '' : `  ${formatDuration(secondsLeft)} left`
    const done = `${finished} of ${counted(points, 'point')}`
    return `  ${String(task).padStart(5)}  ${printable(host)}  ${done}, ${Math.floor(100 * Math.min(1, share))} %${left}`
  })
  const rest = tasks.length - rows.length
  const more = rest === 0 ? [] : [`  and ${formatCount(rest)} more`]
  return [bold(`${counted(tasks.length, 'task')} at work`), ...rows, ...more, '']
}

function describeFailures(
  directory: string,
  { points }: SweepRecord,
  failed: readonly string[],
): string[] {
  if (failed.length === 0) return []
  const shown = new Set(failed.slice(0, SHOWN))
  const rows = points
    .filter(({ id }) => shown.has(id))
    .map(({ id, settings }) => {
      const cause = readFailure(directory, id) ?? ''
      return `  ${id}  ${printable(formatSettings(settings))}: ${printable(cause)}`
    })
  const rest = failed.length - shown.size
  const more = rest === 0 ? [] : [`  and ${formatCount(rest)} more`]
  return ['failed, and tried again when their task is run again', ...rows, ...more, '']
}

function describeEnd(directory: string, hasFailed: boolean): string {
  const what = hasFailed ? 'all points are over' : 'all points are done'
  return `${what}: \`entrolyte sweep collect ${shellWord(directory)}\` makes the tables`
}

function describeTime({ survey, tasks, manifest }: Found): string {
  const { secondsLeft, attemptsLeft } = survey
  const speed = manifest?.attemptsPerSecond ?? null
  if (secondsLeft !== null) {
    const many = tasks.length === 1 ? 'one task keeps' : `${tasks.length} tasks keep`
    return `about ${formatDuration(secondsLeft)} left, if ${many} working`
  }
  if (tasks.length > 0) return 'tasks have just started: the time that is left is not known yet'
  if (attemptsLeft === null || speed === null) return 'no task is at work'
  const work = formatDuration(attemptsLeft / speed)
  return `no task is at work; what is left takes one thread about ${work}, at the speed it was planned with`
}

function counted(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`
}
