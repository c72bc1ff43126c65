import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { InputError } from '../errors/problem.ts'

/** Written last and removed first, so that a directory that has it is whole. */
export const RECORD_FILE = 'result.json'

/** A directory that is there and kept for one run. */
export interface Claim {
  readonly directory: string
  /** Writes all files; each is complete or not there. */
  write(files: Readonly<Record<string, string>>): void
  /** Removes the directory if the run left nothing in it. */
  release(): void
}

/**
 * Makes the directory before the run, so that a place that cannot be written to is found out at once.
 * Throws InputError if something is in it already, unless `force` allows to replace a result there.
 */
export function claimDirectory(directory: string, force: boolean): Claim {
  if (existsSync(directory)) {
    if (!statSync(directory).isDirectory()) throw refusal(directory, 'is a file', null)
    if (!force && readdirSync(directory).length > 0) {
      throw refusal(
        directory,
        'already holds files',
        'choose another place with --out DIR, or replace what is there with --force',
      )
    }
  }
  try {
    mkdirSync(directory, { recursive: true })
  } catch (error) {
    throw refusal(directory, `cannot be made: ${(error as Error).message}`, 'choose --out DIR')
  }
  return {
    directory,
    write: (files) => writeAll(directory, files),
    release: () => {
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

function isEmptyDirectory(path: string): boolean {
  return statSync(path).isDirectory() && readdirSync(path).length === 0
}

function writeAll(directory: string, files: Readonly<Record<string, string>>): void {
  rmSync(join(directory, RECORD_FILE), { force: true })
  const names = Object.keys(files).sort((a, b) => Number(a === RECORD_FILE) - Number(b === RECORD_FILE))
  for (const name of names) writeDurably(join(directory, name), files[name]!)
}

/** Writes beside the place, brings it to the disk and renames it: readers see the old file or the new. */
function writeDurably(path: string, text: string): void {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}`)
  const file = openSync(beside, 'w')
  try {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(beside, path)
}

function refusal(file: string, message: string, hint: string | null): InputError {
  return new InputError([{ file, line: null, column: null, path: '', message, hint, frame: null }])
}
