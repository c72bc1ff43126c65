import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { InputError } from '../errors/problem.ts'

/** In a directory for as long as a process writes to it. */
export const CLAIM_FILE = '.claim'

/** Who writes to a directory. */
interface Claimant {
  readonly pid: number
  readonly host: string
  /** When the process was started, as the system counts it; null if unknown. */
  readonly started: string | null
}

/**
 * Locks a directory for this process until the returned function is called. The claim of a process that has
 * died on this machine is taken over. Throws InputError if a process that may be alive has one.
 * @param isGone whether a process of another machine, that has the claim, is known to have ended
 */
export function claim(directory: string, isGone: () => boolean = () => false): () => void {
  const file = join(directory, CLAIM_FILE)
  const own: Claimant = { pid: process.pid, host: hostname(), started: startOf(process.pid) }
  const part = join(directory, `${CLAIM_FILE}.${process.pid}.part`)
  writeFileSync(part, JSON.stringify(own))
  try {
    // A second try after a stale claim was taken away; another process may have been faster.
    if (!place(part, file)) {
      takeAway(file, directory, isGone)
      if (!place(part, file)) throw inUse(directory, read(file))
    }
  } finally {
    rmSync(part, { force: true })
  }
  return () => rmSync(file, { force: true })
}

/** Throws InputError if a process that may be alive has claimed the directory. */
export function refuseIfInUse(directory: string): void {
  if (isInUse(directory)) throw inUse(directory, read(join(directory, CLAIM_FILE)))
}

/** Whether a process that may be alive has claimed the directory. */
export function isInUse(directory: string): boolean {
  const file = join(directory, CLAIM_FILE)
  if (!existsSync(file)) return false
  const holder = read(file)
  return holder === null || isAlive(holder)
}

/** Puts the claim in place, complete from the first moment; false if there is one. */
function place(part: string, file: string): boolean {
  try {
    linkSync(part, file)
    return true
  } catch (error) {
    if (isExisting(error)) return false
  }
  // A file system without links.
  try {
    copyFileSync(part, file, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (isExisting(error)) return false
    throw error
  }
}

/** Renames a stale claim first: of two processes that find it, one does. */
function takeAway(file: string, directory: string, isGone: () => boolean): void {
  const holder = read(file)
  const isFree = holder !== null && (isElsewhere(holder) ? isGone() : !isAlive(holder))
  if (!isFree) throw inUse(directory, holder)
  const aside = `${file}.stale.${process.pid}.part`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  try {
    const taken = read(aside)
    if (taken !== null && isSame(taken, holder)) return
    // It was a fresh one: another process has been faster.
    place(aside, file)
    throw inUse(directory, taken)
  } finally {
    rmSync(aside, { force: true })
  }
}

function read(file: string): Claimant | null {
  try {
    const { pid, host, started } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Claimant>
    if (!Number.isSafeInteger(pid) || pid! <= 0 || typeof host !== 'string') return null
    return { pid: pid!, host, started: typeof started === 'string' ? started : null }
  } catch {
    return null
  }
}

function isSame(a: Claimant, b: Claimant): boolean {
  return a.pid === b.pid && a.host === b.host && a.started === b.started
}

function isElsewhere({ host }: Claimant): boolean {
  return host !== hostname()
}

/** Also true if unknown: on another machine. */
function isAlive(holder: Claimant): boolean {
  if (isElsewhere(holder)) return true
  const { pid, started } = holder
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  // The number may have been given to another process since.
  const now = startOf(pid)
  return now === null || started === null || now === started
}

/** The time after boot at which a process was started, in ticks; null where there is no /proc. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program is in brackets and may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function isExisting(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST'
}

function inUse(directory: string, holder: Claimant | null): InputError {
  const who = holder === null ? 'another process' : `process ${holder.pid} on ${holder.host}`
  const message = `is being written to by ${who}`
  const hint = `wait for it, or choose another place with --out DIR; if it is gone for sure, delete ${join(directory, CLAIM_FILE)}`
  const place = { file: directory, line: null, column: null, path: '', frame: null }
  return new InputError([{ ...place, message, hint }])
}
