import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Moments in the writing of a file, for tests that end the process there. */
export type WritingMoment = 'half' | 'written' | 'renaming' | 'renamed'

/** Called at these moments; does nothing outside tests. */
export type Witness = (moment: WritingMoment) => void

/** Name of a file that is written next to another one before it replaces it. */
export const PART_FILE = /^\..+\.\d+\.part$/

/**
 * Writes a file next to its place, syncs it to the disk and renames it: readers see the old file or the new one.
 * If the disk is full, the old file stays, and the new one is removed.
 * @param onWritten called between the writing and the renaming
 */
export function writeDurably(
  path: string,
  content: string | Uint8Array,
  { onWritten = () => {}, witness = () => {} }: { onWritten?: () => void; witness?: Witness } = {},
): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const half = bytes.length >> 1
  function* halves() {
    yield bytes.subarray(0, half)
    witness('half')
    yield bytes.subarray(half)
  }
  const written = () => {
    witness('written')
    onWritten()
    witness('renaming')
  }
  writePartsDurably(path, halves(), written)
  witness('renamed')
}

/** The same for parts that need not be in memory all at once. */
export function writePartsDurably(
  path: string,
  parts: Iterable<string | Uint8Array>,
  onWritten: () => void = () => {},
): void {
  const partFile = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  try {
    const file = openSync(partFile, 'w')
    try {
      for (const part of parts) {
        writeFully(file, typeof part === 'string' ? Buffer.from(part) : part)
      }
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    onWritten()
    renameSync(partFile, path)
  } catch (error) {
    rmSync(partFile, { force: true })
    throw error
  }
  syncDirectory(dirname(path))
}

function writeFully(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}

/** Syncs the new name to the disk, if the system lets directories be opened. */
function syncDirectory(path: string): void {
  try {
    const directory = openSync(path, 'r')
    try {
      fsyncSync(directory)
    } finally {
      closeSync(directory)
    }
  } catch {
    // Windows does not; there the name is journaled.
  }
}
