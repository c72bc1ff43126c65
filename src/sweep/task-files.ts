import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { jsonDocument } from '../document/document.ts'
import { InputError } from '../errors/problem.ts'
import { isSystemError } from '../errors/system-error.ts'
import { claim, isInUse } from '../store/claim.ts'
import { writeDurably } from '../store/durable-file.ts'
import { pointName } from '../store/sweep-record.ts'

const TASKS = 'tasks'
const STATE_FILE = 'task.json'
/** A state is short; what is longer is none. */
const LONGEST_STATE = 1_000_000

const schema = z.strictObject({
  format: z.literal('entrolyte-sweep-task'),
  version: z.literal(1),
  task: z.int().min(0),
  state: z.enum(['running', 'interrupted', 'ended']),
  host: z.string(),
  pid: z.int().positive(),
  /** The element of a job array that the task is, and how often it has been started again. */
  job: z.strictObject({ name: z.string(), restarts: z.int().min(0) }).nullable(),
  threads: z.int().positive(),
  /** Points being run. */
  running: z.array(pointName),
  /** Points of this task that are over, and all of them. */
  finished: z.int().min(0),
  points: z.int().min(0),
  /** 0 … 1, of the work that this start of the task found to do. */
  share: z.number().min(0),
  attemptsPerSecond: z.number().min(0).nullable(),
  secondsLeft: z.number().min(0).nullable(),
})

/** `tasks/<index>/task.json`: the latest state of a task. */
export type TaskState = Readonly<z.infer<typeof schema>>

const taskDocument = jsonDocument<TaskState>(schema, 'the state of a task')

/** Seconds between two states of a running task, and after which it may first know its speed. */
export const STATE_EVERY = 15
export const STATE_FIRST = 3

/** Seconds without a new state after which a task on another machine is taken for dead. */
const SILENT_FOR = 180

export function taskDirectory(sweep: string, task: number): string {
  return join(sweep, TASKS, String(task))
}

/**
 * Keeps a task for this process until what is returned is called. Throws InputError if it is being run:
 * by a process of this machine, or by one of another machine that has written its state lately and is no
 * earlier start of the same element of a job array.
 */
export function claimTask(sweep: string, task: number, job: TaskState['job']): () => void {
  const directory = taskDirectory(sweep, task)
  mkdirSync(directory, { recursive: true })
  return claim(directory, () => isGone(directory, job))
}

/** Writes where a task stands. What cannot be written, for want of room or a disk, is left out. */
export function writeTaskState(sweep: string, state: TaskState): void {
  try {
    writeDurably(join(taskDirectory(sweep, state.task), STATE_FILE), taskDocument.write(state))
  } catch (error) {
    if (!isSystemError(error)) throw error
  }
}

/** The tasks of a sweep that are at work, in the order of their numbers. */
export function tasksAtWork(sweep: string): TaskState[] {
  const tasks = join(sweep, TASKS)
  if (!existsSync(tasks)) return []
  return readdirSync(tasks)
    .filter((name) => /^\d{1,6}$/.test(name) && isInUse(join(tasks, name)))
    .sort((a, b) => Number(a) - Number(b))
    .flatMap((name) => {
      const found = readState(join(tasks, name))
      const isAtWork = found !== null && found.silence < SILENT_FOR
      return isAtWork && found.state.state === 'running' ? [found.state] : []
    })
}

/** Throws InputError while tasks of the sweep are at work. */
export function refuseIfTasksRun(sweep: string): void {
  const [first, ...others] = tasksAtWork(sweep)
  if (first === undefined) return
  const rest = others.length === 0 ? '' : `, and ${others.length} more of its tasks are`
  const message = `task ${first.task} of this sweep is being run by process ${first.pid} on ${first.host}${rest}`
  const place = { file: sweep, line: null, column: null, path: '', frame: null }
  throw new InputError([{ ...place, message, hint: 'wait for them, or cancel them' }])
}

/** Forgets all tasks: their numbers are to mean something else. */
export function removeTasks(sweep: string): void {
  rmSync(join(sweep, TASKS), { recursive: true, force: true })
}

function isGone(directory: string, job: TaskState['job']): boolean {
  const found = readState(directory)
  if (found === null) return false
  const { state, silence } = found
  const isEarlier =
    job !== null && state.job?.name === job.name && state.job.restarts < job.restarts
  return isEarlier || silence >= SILENT_FOR
}

/** The state of a task, and for how many seconds there has been no newer one; null if there is none. */
function readState(directory: string): { state: TaskState; silence: number } | null {
  const file = join(directory, STATE_FILE)
  try {
    const { size, mtimeMs } = statSync(file)
    if (size > LONGEST_STATE) return null
    const state = taskDocument.read(readFileSync(file, 'utf8'), file)
    return { state, silence: (Date.now() - mtimeMs) / 1000 }
  } catch {
    return null
  }
}
