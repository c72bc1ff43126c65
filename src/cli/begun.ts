import type { ReplicaSnapshot } from '../run/replica-snapshot.ts'
import type { Spent } from './stopwatch.ts'

/** What there is of a run already. */
export interface Begun {
  /** ISO 8601, UTC. */
  readonly start: string
  readonly spent: Spent
  readonly snapshots: readonly ReplicaSnapshot[]
}

/** A run that has not begun. */
export function fromTheStart(): Begun {
  return {
    start: new Date().toISOString(),
    spent: { wallSeconds: 0, cpuSeconds: 0 },
    snapshots: [],
  }
}
