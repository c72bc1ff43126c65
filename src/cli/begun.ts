import { runKey, type Subject } from '../methods/method.ts'
import { plannedRuns } from '../methods/registry.ts'
import { lengthHolding } from '../run/lengths.ts'
import type { ReplicaProgress } from '../run/replica-record.ts'
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

/** How far the replicas of a scenario have come that were begun, numbered over all of its runs. */
export function begunReplicas(subject: Subject, runs: readonly KeptRun[]): ReplicaProgress[] {
  const kept = new Map(runs.map(({ key, snapshots }) => [key, snapshots]))
  let first = 0
  return plannedRuns(subject).flatMap((run) => {
    const own = first
    first += run.scenario.sampling.replicas
    const { equilibration } = run.scenario.sampling
    return (kept.get(runKey(run)) ?? []).map(({ replica, done }) => {
      const total = equilibration + lengthHolding(run.scenario, done)
      return { replica: own + replica, phase: 'production' as const, done, total }
    })
  })
}
