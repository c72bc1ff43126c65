import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../errors/problem.ts'
import { CHECKPOINT_FILE, PREVIOUS_CHECKPOINT_FILE, removeCheckpoints } from './checkpoint-files.ts'
import { CLAIM_FILE, claim, refuseIfInUse } from './claim.ts'
import { PART_FILE, writeDurably } from './durable-file.ts'
import { TRAJECTORY_FILE, TRAJECTORY_XYZ } from './trajectory-file.ts'

/** Written last and removed first, so that a directory that has it is whole. */
export const RECORD_FILE = 'result.json'

/** The results of `melting`. */
export const MELTING_FILE = 'melting.json'

/** The record of a sweep, next to the directories of its points. */
export const SWEEP_FILE = 'sweep.json'

/** The report, made from the other files. */
export const REPORT_FILE = 'report.html'

/** A directory that is locked for one run. */
export interface Claim {
  readonly directory: string
  /** Lets others have the directory, and removes it if the run left nothing in it. */
  release(): void
}

export interface ClaimOptions {
  /** Whether results that are there may be replaced. */
  readonly force?: boolean
  /** Whether an interrupted run is continued: then its files are left as they are. */
  readonly goOn?: boolean
}

/**
 * Makes the directory before the run, so that a place that cannot be written to is found out at once.
 * Throws InputError if something is in it already, unless the options allow it, or if another process
 * is writing to it.
 */
export function claimDirectory(
  directory: string,
  { force = false, goOn = false }: ClaimOptions = {},
): Claim {
  if (existsSync(directory) && !statSync(directory).isDirectory()) {
    throw refusal(directory, 'is a file', null)
  }
  refuseIfInUse(directory)
  if (!force && !goOn) refuseContents(directory)
  try {
    mkdirSync(directory, { recursive: true })
  } catch (error) {
    throw refusal(directory, `cannot be made: ${(error as Error).message}`, 'choose --out DIR')
  }
  const release = claim(directory)
  try {
    if (!force && !goOn) refuseContents(directory)
    for (const name of readdirSync(directory)) {
      if (PART_FILE.test(name) && !name.startsWith(CLAIM_FILE))
        rmSync(join(directory, name), { force: true })
    }
    if (force && !goOn) clear(directory)
  } catch (error) {
    release()
    throw error
  }
  return {
    directory,
    release: () => {
      release()
      if (existsSync(directory) && readdirSync(directory).length === 0) rmdirSync(directory)
    },
  }
}

/** The directory itself if it is free, else the first of `directory-2`, `directory-3` … that is. */
export function freeDirectory(directory: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? directory : `${directory}-${number}`
    if (!existsSync(candidate) || isEmptyDirectory(candidate)) return candidate
  }
}

/** Writes the files of a finished run, each of which is complete or not there, the record last; its checkpoints then go. */
export function writeResult(directory: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(directory, { recursive: true })
  rmSync(join(directory, RECORD_FILE), { force: true })
  const names = Object.keys(files).sort(
    (a, b) => Number(a === RECORD_FILE) - Number(b === RECORD_FILE),
  )
  for (const name of names) writeDurably(join(directory, name), files[name]!)
  removeCheckpoints(directory)
}

function isEmptyDirectory(path: string): boolean {
  return statSync(path).isDirectory() && readdirSync(path).length === 0
}

function refuseContents(directory: string): void {
  if (!existsSync(directory)) return
  const names = readdirSync(directory).filter((name) => !isOwn(name))
  if (names.length === 0) return
  const isInterrupted = [CHECKPOINT_FILE, PREVIOUS_CHECKPOINT_FILE].some((name) =>
    names.includes(name),
  )
  throw refusal(
    directory,
    isInterrupted && !names.includes(RECORD_FILE)
      ? 'holds a run that is not finished'
      : 'already holds files',
    isInterrupted
      ? `go on with \`entrolyte resume ${directory}\`, choose another place with --out DIR, or start over with --force`
      : 'choose another place with --out DIR, or replace what is there with --force',
  )
}

/** Whether a file is a lock or a part that a process has left. */
function isOwn(name: string): boolean {
  return name === CLAIM_FILE || PART_FILE.test(name)
}

/** Removes the files of an earlier run that would be taken for those of the new one. */
function clear(directory: string): void {
  if (existsSync(join(directory, SWEEP_FILE))) {
    throw refusal(directory, 'holds a sweep', 'choose another place with --out DIR')
  }
  for (const name of [RECORD_FILE, TRAJECTORY_FILE, TRAJECTORY_XYZ]) {
    rmSync(join(directory, name), { force: true })
  }
  removeCheckpoints(directory)
}

function refusal(file: string, message: string, hint: string | null): InputError {
  return new InputError([{ file, line: null, column: null, path: '', message, hint, frame: null }])
}
