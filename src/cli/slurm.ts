import { execFileSync } from 'node:child_process'

/** Seconds that a scheduler is given to answer. */
const PATIENCE = 20

/** Elements that this cluster lets a job array have; null where there is no Slurm. */
export function maxArraySize(): number | null {
  const config = ask('scontrol', ['show', 'config'])
  const match = config && /^MaxArraySize\s*=\s*(\d+)/m.exec(config)
  return match ? Number(match[1]) : null
}

/** Whether any of these jobs is queued or running. */
export function isQueued(jobs: readonly string[]): boolean {
  return (
    (ask('squeue', ['--noheader', '--format=%i', `--jobs=${jobs.join(',')}`]) ?? '').trim() !== ''
  )
}

/** What a command answers; null if it cannot be had, or has failed. */
function ask(command: string, args: readonly string[]): string | null {
  try {
    return execFileSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 1000 * PATIENCE,
    })
  } catch {
    return null
  }
}
