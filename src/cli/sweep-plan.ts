import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { formatJson } from '../document/document.ts'
import { usageError } from '../errors/problem.ts'
import { packageVersion } from '../host/package-root.ts'
import { attemptsOf, replicaLoads, runLoads } from '../methods/run-loads.ts'
import { formatCount, formatDuration } from '../report/measured.ts'
import { inline } from '../runner/inline.ts'
import { speedOf } from '../runner/speed.ts'
import { PART_FILE, writeDurably } from '../store/durable-file.ts'
import { claimDirectory } from '../store/store.ts'
import { type Manifest, manifestDocument } from '../sweep/manifest.ts'
import {
  type Chunking,
  chunkPoints,
  longestFirst,
  type PlannedPoint,
  planSweep,
} from '../sweep/plan.ts'
import { refuseIfCollected, removePoint, tidyPoints } from '../sweep/point-files.ts'
import { shellWord } from '../sweep/shell.ts'
import { maxArraySize } from '../sweep/slurm.ts'
import { SweepBook } from '../sweep/sweep-book.ts'
import { MANIFEST_FILE, readSweep, refuseAnother } from '../sweep/sweep-directory.ts'
import { refuseIfTasksRun, removeTasks } from '../sweep/task-files.ts'
import { EXIT, type ExitStatus } from './exit.ts'
import { overridesOf, type ScenarioOptions } from './options.ts'
import { prepareFile } from './prepare.ts'
import type { Terminal } from './terminal.ts'

export interface PlanOptions extends ScenarioOptions {
  readonly out?: string
  readonly tasks?: number
  readonly minutes: number
  readonly force?: boolean
  readonly json?: boolean
}

/** Slurm's own default; numbers of array elements are below it. */
const USUAL_ARRAY = 1001
/** Attempted moves per second where they cannot be timed: a slow machine's. */
const SLOW = 1e5

/** Writes what independent tasks need, without running anything. Throws InputError for bad input. */
export async function planCommand(
  reference: string,
  options: PlanOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const watcher = options.json ? null : terminal
  const prepared = await prepareFile(reference, overridesOf(options), watcher)
  const { content, name, file, source } = prepared
  if (content.kind !== 'sweep') {
    throw usageError(file, 'has no `sweep` block', `run it with \`entrolyte run ${file}\``)
  }
  const plan = planSweep(content.points)

  const directory = options.out ?? join('results', name)
  const before = readSweep(directory, packageVersion())
  if (before !== null && !options.force) refuseAnother(directory, before, plan)
  const claim = claimDirectory(directory, { force: options.force ?? false, goOn: before !== null })
  try {
    refuseIfTasksRun(directory)
    refuseIfCollected(directory)
    if (options.force) for (const { id } of before?.points ?? []) removePoint(directory, id)
    tidyPoints(directory, (part) => PART_FILE.test(part))
    removeTasks(directory)
    const given = { program: packageVersion(), axes: [...content.axes], source }
    const book = new SweepBook(directory, plan, given)
    const attemptsPerSecond = await speedAt(plan)
    const points = plan.map(({ id, settings, scenario, system }) => {
      const loads = runLoads({ scenario, counts: system.counts })
      return { id, settings, attempts: attemptsOf(loads) }
    })
    const missing = points.flatMap(({ id }, at) => (book.stateOf(id) === 'completed' ? [] : [at]))
    const costs = missing.map((at) => points[at]!.attempts / (attemptsPerSecond ?? SLOW))
    const chunks = chunkPoints(costs, chunkingOf(options), mostTasks(options, terminal))
    const tasks = chunks.map((chunk) => chunk.map((at) => missing[at]!))
    const manifest: Manifest = {
      format: 'entrolyte-sweep-plan',
      version: 1,
      ...given,
      attemptsPerSecond,
      points,
      tasks,
    }
    book.write()
    mkdirSync(directory, { recursive: true })
    const text = manifestDocument.write(manifest)
    writeDurably(join(directory, MANIFEST_FILE), text)
    terminal.out(
      options.json
        ? formatJson({
            directory,
            points: points.length,
            missing: missing.length,
            tasks: tasks.length,
          })
        : describePlan(directory, manifest, terminal),
    )
    return EXIT.done
  } finally {
    claim.release()
  }
}

/** What fits into a job array here; without Slurm, what is asked for. */
function mostTasks({ tasks }: PlanOptions, { err }: Terminal): number {
  const most = maxArraySize()
  if (most === null) return tasks ?? USUAL_ARRAY
  if (tasks !== undefined && tasks > most) {
    err(`${tasks} tasks are more than a job array takes on this cluster, which is ${most}\n`)
  }
  return most
}

function chunkingOf({ tasks, minutes }: PlanOptions): Chunking {
  return tasks === undefined ? { kind: 'seconds', seconds: 60 * minutes } : { kind: 'tasks', tasks }
}

/** Attempted moves per second of one thread, at the costliest point; null where it cannot be timed. */
async function speedAt(plan: readonly PlannedPoint[]): Promise<number | null> {
  const { scenario, system } = longestFirst(plan)[0]!
  const subject = { scenario, counts: system.counts }
  const sweepsPerSecond = await speedOf(subject, inline())
  return sweepsPerSecond && sweepsPerSecond * replicaLoads(scenario)[0]!.attemptsPerSweep
}

function describePlan(
  directory: string,
  { axes, points, tasks, attemptsPerSecond }: Manifest,
  { outColors }: Terminal,
): string {
  const missing = tasks.flat().length
  const there = points.length - missing
  const title = `${counted(points.length, 'point')} over ${axes.join(', ')}`
  const head = outColors.bold(`a sweep of ${title}`)
  const kept =
    there === 0 ? [] : [`${formatCount(there)} of them finished already, and left as they are`]
  if (missing === 0)
    return `${[head, 'all of them are finished: there is nothing to do'].join('\n')}\n`
  const lines = [
    head,
    ...kept,
    `${counted(tasks.length, 'task')} ${timesOf(points, tasks, attemptsPerSecond)}`,
    '',
    `written to  ${directory}/  (${MANIFEST_FILE}, sweep.json)`,
    `one task    entrolyte sweep task ${shellWord(directory)} 0        (0 to ${tasks.length - 1}, in any order, anywhere)`,
    `on Slurm    entrolyte sweep submit ${shellWord(directory)} --dry-run`,
    `then        entrolyte sweep status ${shellWord(directory)}`,
    `            entrolyte sweep collect ${shellWord(directory)}`,
  ]
  return `${lines.join('\n')}\n`
}

function timesOf(
  points: Manifest['points'],
  tasks: Manifest['tasks'],
  attemptsPerSecond: number | null,
): string {
  const sizes = tasks.map(({ length }) => length)
  const [fewest, most] = [
    sizes.reduce((a, b) => Math.min(a, b)),
    sizes.reduce((a, b) => Math.max(a, b)),
  ]
  const each =
    fewest === most
      ? `${counted(most, 'point')} each`
      : `${fewest} to ${counted(most, 'point')} each`
  if (attemptsPerSecond === null) return `of ${each}; how long they take is not known`
  const times = tasks.map((task) => {
    return task.reduce((sum, at) => sum + points[at]!.attempts, 0) / attemptsPerSecond
  })
  const longest = times.reduce((a, b) => Math.max(a, b))
  const total = times.reduce((a, b) => a + b)
  return `of ${each}: about ${formatDuration(longest)} for the longest on one thread, ${formatDuration(total)} for all together, at this machine's speed`
}

function counted(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`
}
