import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const system = (command: string, ...args: string[]) =>
  void execFileSync(command, args, { stdio: 'ignore' })

/** A file system that is soon full. */
export interface SmallDisk {
  readonly enlarge: () => void
  readonly remove: () => void
}

/**
 * One at a place that is made for it, of so much of the size of a directory; null where none can be mounted.
 */
export function smallDisk(place: string, share: number, of: string): SmallDisk | null {
  mkdirSync(place)
  const files = readdirSync(of, { recursive: true, withFileTypes: true })
  const bytes = files.reduce(
    (sum, file) => sum + statSync(join(file.parentPath, file.name)).size,
    0,
  )
  const kilobytes = Math.round((share * bytes) / 1024)
  try {
    system('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'none', place)
  } catch {
    return null
  }
  return {
    enlarge: () => system('mount', '-o', 'remount,size=10m', place),
    remove: () => system('umount', place),
  }
}
