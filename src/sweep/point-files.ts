import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isSystemError } from '../errors/system-error.ts'
import { removeCheckpoints } from '../store/checkpoint-files.ts'
import { claim, refuseIfInUse } from '../store/claim.ts'
import { writeDurably } from '../store/durable-file.ts'
import { POINTS, pointDirectory } from '../store/sweep-record.ts'

export const FAILURE_FILE = 'failure.json'
/** There while a process is at work on a point, and left by one that is killed. */
export const ATTEMPT_FILE = 'attempt.json'

/**
 * Keeps the tables of a sweep for this process until what is returned is called; tasks may go on meanwhile.
 * Throws InputError if they are being made already.
 */
export function claimTables(sweep: string): () => void {
  const points = join(sweep, POINTS)
  mkdirSync(points, { recursive: true })
  return claim(points)
}

/** Throws InputError while the tables of a sweep are being made. */
export function refuseIfCollected(sweep: string): void {
  refuseIfInUse(join(sweep, POINTS))
}

/** Forgets why a point had no result. */
export function clearFailure(sweep: string, id: string): void {
  rmSync(join(pointDirectory(sweep, id), FAILURE_FILE), { force: true })
}

/** Notes why a point has no result. */
export function writeFailure(sweep: string, id: string, cause: string): void {
  const directory = pointDirectory(sweep, id)
  mkdirSync(directory, { recursive: true })
  const failure = { format: 'entrolyte-failure', version: 1, point: id, cause }
  writeDurably(join(directory, FAILURE_FILE), `${JSON.stringify(failure, null, 2)}\n`)
}

/** Why a point has no result; null if nothing is noted. */
export function readFailure(sweep: string, id: string): string | null {
  const file = join(pointDirectory(sweep, id), FAILURE_FILE)
  if (!existsSync(file)) return null
  try {
    const { cause } = JSON.parse(readFileSync(file, 'utf8')) as { cause?: unknown }
    return typeof cause === 'string' ? cause : 'the note of its failure is damaged'
  } catch {
    return 'the note of its failure is damaged'
  }
}

export function removePoint(sweep: string, id: string): void {
  rmSync(pointDirectory(sweep, id), { recursive: true, force: true })
}

/** Removes what a process has left that was killed between a result and the end of what led to it. */
export function tidyFinished(sweep: string, id: string): void {
  const directory = pointDirectory(sweep, id)
  removeCheckpoints(directory)
  rmSync(join(directory, ATTEMPT_FILE), { force: true })
}

/** Removes what processes that were killed have left of files half written. */
export function tidyPoints(sweep: string, isLeftover: (name: string) => boolean): void {
  const points = join(sweep, POINTS)
  if (!existsSync(points)) return
  for (const id of readdirSync(points)) {
    if (/^[0-9a-f]{12}$/.test(id)) tidyPoint(sweep, id, isLeftover)
  }
}

/** The same for one point. */
export function tidyPoint(sweep: string, id: string, isLeftover: (name: string) => boolean): void {
  const directory = pointDirectory(sweep, id)
  if (!existsSync(directory)) return
  for (const name of readdirSync(directory)) {
    if (isLeftover(name)) rmSync(join(directory, name), { force: true })
  }
}

/** Processes in a row that a point may end without having come any further; then it is given up. */
export const MOST_ATTEMPTS = 2

interface Attempt {
  /** Attempts in a row, this one included, that have come no further than the one before. */
  readonly count: number
  /** Sweeps done before it, of all replicas together. */
  readonly done: number
}

/**
 * Attempts at points that are being made, each noted in a file of its point for as long as its process can
 * note how it ends. A note that is left behind is of a process that was killed.
 */
export class Attempts {
  readonly #sweep: string
  readonly #running = new Map<string, Attempt>()

  constructor(sweep: string) {
    this.#sweep = sweep
  }

  begin(id: string, done: number): void {
    this.#note(id, { count: lostAttempts(this.#sweep, id) + 1, done })
  }

  /** There is a checkpoint: a point that comes further may be killed as often as it likes. */
  reach(id: string, done: number): void {
    const attempt = this.#running.get(id)
    if (attempt === undefined || attempt.count === 0 || done <= attempt.done) return
    this.#note(id, { count: 0, done })
  }

  /** The point has results, or a note of its failure. */
  end(id: string): void {
    this.#running.delete(id)
    rmSync(fileOf(this.#sweep, id), { force: true })
  }

  /** The process ends in good order, and points that have no end yet can be resumed. */
  endAll(): void {
    for (const id of this.#running.keys()) this.end(id)
  }

  #note(id: string, attempt: Attempt): void {
    this.#running.set(id, attempt)
    const note = { format: 'entrolyte-attempt', version: 1, point: id, count: attempt.count }
    try {
      mkdirSync(pointDirectory(this.#sweep, id), { recursive: true })
      writeDurably(fileOf(this.#sweep, id), `${JSON.stringify(note)}\n`)
    } catch (error) {
      // What has to be written reports a full disk.
      if (!isSystemError(error)) throw error
    }
  }
}

/** Attempts at a point, in a row, whose processes were killed before they came any further. */
export function lostAttempts(sweep: string, id: string): number {
  const file = fileOf(sweep, id)
  if (!existsSync(file)) return 0
  try {
    const { count } = JSON.parse(readFileSync(file, 'utf8')) as { count?: unknown }
    return Number.isSafeInteger(count) && Number(count) > 0 ? Number(count) : 0
  } catch {
    return 0
  }
}

function fileOf(sweep: string, id: string): string {
  return join(pointDirectory(sweep, id), ATTEMPT_FILE)
}
