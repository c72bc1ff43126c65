import { readdirSync } from 'node:fs'
import { RECORD_FILE } from '../store/store.ts'
import { pointDirectory } from '../store/sweep-record.ts'
import { FAILURE_FILE } from './point-files.ts'
import type { TaskState } from './task-files.ts'

/** Where a point stands, by its files; `begun` has a checkpoint, and no task is at work on it. */
export type Standing = 'done' | 'failed' | 'running' | 'begun' | 'pending'

/** Where a sweep stands. */
export interface Survey {
  readonly points: number
  readonly counts: Readonly<Record<Standing, number>>
  /** Ids of points that have failed. */
  readonly failed: readonly string[]
  /** Attempted moves that are left; null if the points' sizes are not known. */
  readonly attemptsLeft: number | null
  /** If as many tasks as now keep working; null if none does, or none knows its speed yet. */
  readonly secondsLeft: number | null
}

interface Known {
  readonly tasks: readonly TaskState[]
  /** Of all replicas of a point; undefined where it is not known. */
  readonly attemptsOf: (id: string) => number | undefined
}

/** Looks at the names of the points' files alone, so that large sweeps are quick to ask after. */
export function surveyPoints(
  sweep: string,
  ids: readonly string[],
  { tasks, attemptsOf }: Known,
): Survey {
  const running = new Set(tasks.flatMap((task) => task.running))
  const counts = { done: 0, failed: 0, running: 0, begun: 0, pending: 0 }
  const failed: string[] = []
  let attemptsLeft: number | null = 0
  for (const id of ids) {
    const standing = running.has(id) ? 'running' : standingOf(sweep, id)
    counts[standing]++
    if (standing === 'failed') failed.push(id)
    if (standing === 'done' || standing === 'failed') continue
    const attempts = attemptsOf(id)
    attemptsLeft = attempts === undefined || attemptsLeft === null ? null : attemptsLeft + attempts
  }
  return {
    points: ids.length,
    counts,
    failed,
    attemptsLeft,
    secondsLeft: timeLeft(attemptsLeft, tasks),
  }
}

function standingOf(sweep: string, id: string): Standing {
  let names: readonly string[]
  try {
    names = readdirSync(pointDirectory(sweep, id))
  } catch {
    return 'pending'
  }
  if (names.includes(FAILURE_FILE)) return 'failed'
  if (names.includes(RECORD_FILE)) return 'done'
  return names.some((name) => name.startsWith('checkpoint')) ? 'begun' : 'pending'
}

/** All that is left at the speed of all tasks together, and no less than the slowest of them says. */
function timeLeft(attemptsLeft: number | null, tasks: readonly TaskState[]): number | null {
  const speed = tasks.reduce((sum, { attemptsPerSecond }) => sum + (attemptsPerSecond ?? 0), 0)
  if (attemptsLeft === null || speed === 0) return null
  // A running point is counted whole, so this errs on the long side by half a point for each task.
  const slowest = tasks.reduce((most, { secondsLeft }) => Math.max(most, secondsLeft ?? 0), 0)
  return Math.max(attemptsLeft / speed, slowest)
}
