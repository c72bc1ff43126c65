import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isSystemError } from '../errors/system-error.ts'
import { writeDurably } from '../store/durable-file.ts'
import { pointDirectory } from '../store/sweep-record.ts'
import { ATTEMPT_FILE } from './point-files.ts'

/** Processes in a row that a point may end without having come any further; then it is given up. */
export const MOST_ATTEMPTS = 2

interface Attempt {
  /** Attempts in a row, this one included, that have come no further than the one before. */
  readonly count: number
  /** Sweeps that it goes on from, all replicas together. */
  readonly done: number
}

/**
 * Attempts at points that are being made, each noted in a file of its point for as long as its process can
 * tell how it ends. A note that is left behind is of a process that was killed.
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

  /** The process ends in good order, and points that have no end yet can be gone on with. */
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
      // A full disk is told of by what has to be written.
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
