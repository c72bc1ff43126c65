import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

const system = (command: string, ...args: string[]) =>
  void execFileSync(command, args, { stdio: 'ignore' })

/** A file system that is soon full. */
export interface SmallDisk {
  readonly enlarge: () => void
  readonly remove: () => void
}

/** One of so many kilobytes at a place that is made for it; null where none can be mounted. */
export function smallDisk(place: string, kilobytes: number): SmallDisk | null {
  mkdirSync(place)
  try {
    system('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'none', place)
  } catch {
    return null
  }
  return {
    enlarge: () => system('mount', '-o', 'remount,size=40m', place),
    remove: () => system('umount', place),
  }
}
