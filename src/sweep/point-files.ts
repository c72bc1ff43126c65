import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { removeCheckpoints } from '../store/checkpoint-files.ts'
import { claim, refuseIfInUse } from '../store/claim.ts'
import { writeDurably } from '../store/durable-file.ts'
import { POINTS, pointDirectory } from '../store/sweep-record.ts'

export const FAILURE_FILE = 'failure.json'
/** There while a process is at work on a point, and left by one that is killed. */
export const ATTEMPT_FILE = 'attempt.json'

/**
 * Keeps the tables of a sweep for this process until what is returned is called; tasks may go on beside it.
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
