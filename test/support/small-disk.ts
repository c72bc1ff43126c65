import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

/** A file system that is soon full. */
export interface SmallDisk {
  readonly enlarge: () => void
  readonly remove: () => void
}

/** One of so many kilobytes at a place that is made for it; null where none can be mounted. */
export function smallDisk(place: string, kilobytes: number): SmallDisk | null {
  mkdirSync(place)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'none', place], {
      stdio: 'ignore',
    })
  } catch {
    return null
  }
  return {
    enlarge: () => void execFileSync('mount', ['-o', 'remount,size=10m', place]),
    remove: () => void execFileSync('umount', [place]),
  }
}
