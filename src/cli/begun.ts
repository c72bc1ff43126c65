import type { KeptRun } from '../runner/simulate.ts'
import type { Spent } from './stopwatch.ts'

/** How far a point has come already. */
export interface Begun {
  /** ISO 8601, UTC. */
  readonly start: string
  readonly spent: Spent
  readonly runs: readonly KeptRun[]
}

/** A point that has not begun. */
export function fromTheStart(): Begun {
  return {
    start: new Date().toISOString(),
    spent: { wallSeconds: 0, cpuSeconds: 0 },
    runs: [],
  }
}

/** Sweeps done of all replicas of all runs together. */
export function sweepsDone(runs: readonly KeptRun[]): number {
  return runs.flatMap(({ snapshots }) => snapshots).reduce((total, { done }) => total + done, 0)
}
