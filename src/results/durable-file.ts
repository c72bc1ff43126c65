import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Moments in the writing of a file, for tests that end the process there. */
export type WritingMoment = 'half' | 'written' | 'renaming' | 'renamed'

/** Called at these moments; does nothing outside tests. */
export type Witness = (moment: WritingMoment) => void

/** What is written beside a file before it takes its place. */
export const PART_FILE = /^\..+\.\d+\.part$/

/**
 * Writes beside the place, brings it to the disk and renames it: readers see the old file or the new.
 * If the disk is full, the old file stays and nothing is left beside it.
 * @param onWritten what else has to happen between the writing and the renaming
 */
export function writeDurably(
  path: string,
  content: string | Uint8Array,
  { onWritten = () => {}, witness = () => {} }: { onWritten?: () => void; witness?: Witness } = {},
): void {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  try {
    const file = openSync(beside, 'w')
    try {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      const half = bytes.length >> 1
      writeFully(file, bytes.subarray(0, half))
      witness('half')
      writeFully(file, bytes.subarray(half))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    witness('written')
    onWritten()
    witness('renaming')
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
  witness('renamed')
  syncDirectory(dirname(path))
}

function writeFully(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}

/** Brings the new name to the disk too, where the system lets directories be opened. */
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
