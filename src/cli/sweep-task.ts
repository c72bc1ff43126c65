import { hostname } from 'node:os'
import { formatJson } from '../document/document.ts'
import { usageError } from '../errors/problem.ts'
import { packageVersion } from '../host/package-root.ts'
import { refuseIfInUse } from '../store/claim.ts'
import { PART_FILE } from '../store/durable-file.ts'
import { pointDirectory } from '../store/sweep-record.ts'
import type { Manifest } from '../sweep/manifest.ts'
import { chunkScenario, longestFirst, type PlannedPoint, planSweep } from '../sweep/plan.ts'
import { tidyFinished, tidyPoint } from '../sweep/point-files.ts'
import { arrayElement } from '../sweep/slurm.ts'
import { SweepBook } from '../sweep/sweep-book.ts'
import { requireManifest } from '../sweep/sweep-directory.ts'
import {
  claimTask,
  STATE_EVERY,
  STATE_FIRST,
  type TaskState,
  writeTaskState,
} from '../sweep/task-files.ts'
import {
  EXIT,
  type ExitStatus,
  type Interruption,
  reportUnwritten,
  watchInterruption,
} from './exit.ts'
import { showsText, type WorkOptions } from './options.ts'
import { type PreparedFile, prepareSource } from './prepare.ts'
import { progressOf, seconds } from './progress.ts'
import { showProgress } from './progress-display.ts'
import { runPoints } from './run-points.ts'
import type { Terminal } from './terminal.ts'
import { runnerWith } from './work.ts'

interface Setting {
  readonly options: WorkOptions
  readonly terminal: Terminal
  readonly interruption: Interruption
}

/**
 * Runs the points of one task that have no results yet, going on from checkpoints. Throws InputError if
 * there is no such task, or if it is being run already.
 */
export async function taskCommand(
  directory: string,
  index: string,
  options: WorkOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  // A scheduler may stop a task at any moment.
  const interruption = watchInterruption({ isPatient: true })
  try {
    const manifest = requireManifest(directory, packageVersion())
    const { length } = manifest.tasks
    if (!/^\d{1,6}$/.test(index) || Number(index) >= length) {
      const hint = length === 0 ? 'no point is missing' : `a number from 0 to ${length - 1}`
      throw usageError(`task ${index}`, `there is no such task in ${directory}`, hint)
    }
    const task = Number(index)
    const release = claimTask(directory, task, arrayElement())
    try {
      refuseIfInUse(directory)
      return await runTask(directory, manifest, task, { options, terminal, interruption })
    } catch (error) {
      return reportUnwritten(error, 'make room, and the same command goes on', terminal)
    } finally {
      release()
    }
  } finally {
    interruption.end()
  }
}

async function runTask(
  directory: string,
  manifest: Manifest,
  task: number,
  { options, terminal, interruption }: Setting,
): Promise<ExitStatus> {
  const points = manifest.tasks[task]!.map((at) => manifest.points[at]!)
  const { program, axes, source } = manifest
  const book = new SweepBook(directory, points, { program, axes, source })
  const wanted = points.filter(({ id }) => book.stateOf(id) !== 'completed')
  for (const { id } of points) {
    tidyPoint(directory, id, (name) => PART_FILE.test(name))
    if (book.stateOf(id) === 'completed') tidyFinished(directory, id)
  }
  const watcher = showsText(options.progress) ? terminal : null
  const prepared: PreparedFile[] = []
  for (const text of chunkScenario(source, wanted)) {
    prepared.push(await prepareSource(text, watcher))
  }
  const missing = longestFirst(prepared.flatMap(({ content }) => planned(content)))
  refuseForeign(directory, wanted, missing)
  if (watcher !== null) {
    const there = points.length - missing.length
    const kept = there === 0 ? '' : `, ${there} of them finished already`
    const count = points.length === 1 ? '1 point' : `${points.length} points`
    terminal.err(`task ${task} of ${directory}: ${count}${kept}\n`)
  }
  if (missing.length > 0) {
    const work = { directory, task, points: points.length, missing, book }
    await runMissing(work, prepared[0]!, { options, terminal, interruption })
  }
  return report(task, book, { options, terminal, interruption })
}

interface TaskWork {
  readonly directory: string
  readonly task: number
  /** All points of the task. */
  readonly points: number
  readonly missing: readonly PlannedPoint[]
  readonly book: SweepBook
}

async function runMissing(
  { directory, task, points, missing, book }: TaskWork,
  { output }: PreparedFile,
  { options, terminal, interruption }: Setting,
): Promise<void> {
  const progress = progressOf(missing, options.threads, points - missing.length)
  const { threads } = progress
  const running = new Set<string>()
  const writeState = (state: TaskState['state']) => {
    const { finished, share, attemptsPerSecond, secondsLeft } = progress.summary(seconds())
    writeTaskState(directory, {
      format: 'entrolyte-sweep-task',
      version: 1,
      task,
      state,
      host: hostname(),
      pid: process.pid,
      job: arrayElement(),
      threads,
      running: [...running],
      finished,
      points,
      share,
      attemptsPerSecond,
      secondsLeft,
    })
  }
  const display = showProgress(options.progress, 'sweep', progress, terminal)
  const noted = {
    note: (id: string, outcome: Parameters<SweepBook['note']>[1]) => {
      running.delete(id)
      return book.note(id, outcome)
    },
  }
  const runner = runnerWith(threads)
  writeState('running')
  const clock = setInterval(() => writeState('running'), 1000 * STATE_EVERY).unref()
  // Whoever looks at the beginning wants to know how fast it is, too.
  const soon = setTimeout(() => writeState('running'), 1000 * STATE_FIRST).unref()
  try {
    await runPoints(missing, {
      directory,
      output,
      progress,
      display,
      book: noted,
      runner,
      signal: interruption.signal,
      terminal,
      onBegin: (id: string) => void running.add(id),
    })
  } finally {
    await runner.close()
    clearInterval(clock)
    clearTimeout(soon)
    display.end()
    running.clear()
    writeState(book.count('missing') > 0 ? 'interrupted' : 'ended')
  }
}

function planned(content: PreparedFile['content']): PlannedPoint[] {
  return content.kind === 'sweep' ? planSweep(content.points) : []
}

/** A plan names its points by what they compute; one that does not has been changed. */
function refuseForeign(
  directory: string,
  wanted: readonly { readonly id: string }[],
  found: readonly PlannedPoint[],
): void {
  const ids = new Set(found.map(({ id }) => id))
  const odd = wanted.find(({ id }) => !ids.has(id))
  if (odd === undefined && found.length === wanted.length) return
  const which = odd === undefined ? directory : pointDirectory(directory, odd.id)
  throw usageError(which, 'is named in the plan, but what is planned for it has another name', null)
}

function report(task: number, book: SweepBook, setting: Setting): ExitStatus {
  const { options, terminal, interruption } = setting
  const [done, failed, missing] = [
    book.count('completed'),
    book.count('failed'),
    book.count('missing'),
  ]
  if (options.json) terminal.out(formatJson({ task, done, failed, missing }))
  const failures = failed > 0 ? `, ${failed} failed` : ''
  const total = done + failed + missing
  if (missing > 0) {
    const left = `task ${task} was stopped: ${done} of ${total} points are finished${failures}, and others have checkpoints`
    terminal.err(`${left}; the same command goes on\n`)
    return interruption.status() ?? EXIT.interrupted
  }
  if (!options.json) terminal.out(`task ${task}: ${done} of ${total} points completed${failures}\n`)
  return failed > 0 ? EXIT.partial : EXIT.done
}
