import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  BrokenCheckpoint,
  type Checkpoint,
  decodeCheckpoint,
  encodeCheckpoint,
} from './checkpoint.ts'
import { type Witness, writeDurably } from './durable-file.ts'

export const CHECKPOINT_FILE = 'checkpoint.bin'
export const PREVIOUS_CHECKPOINT_FILE = 'checkpoint.previous.bin'

/** Newest first. */
const FILES = [CHECKPOINT_FILE, PREVIOUS_CHECKPOINT_FILE]

/** A checkpoint file that cannot be used, and why. */
export interface Refusal {
  readonly file: string
  readonly reason: string
}

/** Writes a checkpoint as the newest, and keeps the one before it; makes the directory. */
export function writeCheckpoint(
  directory: string,
  checkpoint: Checkpoint,
  witness?: Witness,
): void {
  mkdirSync(directory, { recursive: true })
  const newest = join(directory, CHECKPOINT_FILE)
  writeDurably(newest, encodeCheckpoint(checkpoint), {
    onWritten: () => {
      if (existsSync(newest)) renameSync(newest, join(directory, PREVIOUS_CHECKPOINT_FILE))
    },
    ...(witness === undefined ? {} : { witness }),
  })
}

/**
 * The newest usable checkpoint of a directory, null if there is none, and those newer that are not.
 * @param check returns why a checkpoint cannot be used; null if it can
 */
export function readCheckpoint(
  directory: string,
  check: (checkpoint: Checkpoint) => string | null,
): { readonly checkpoint: Checkpoint | null; readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = []
  for (const name of FILES) {
    const file = join(directory, name)
    if (!existsSync(file)) continue
    try {
      const checkpoint = decodeCheckpoint(readFileSync(file))
      const reason = check(checkpoint)
      if (reason === null) return { checkpoint, refusals }
      refusals.push({ file, reason })
    } catch (error) {
      if (!(error instanceof BrokenCheckpoint)) throw error
      refusals.push({ file, reason: error.message })
    }
  }
  return { checkpoint: null, refusals }
}

export function removeCheckpoints(directory: string): void {
  for (const name of FILES) rmSync(join(directory, name), { force: true })
}
