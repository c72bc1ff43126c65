import { hasUntil } from '../evaluate/precision.ts'
import { withoutTransients } from '../evaluate/transient.ts'
import type { ExtraResult } from '../methods/extra-results.ts'
import { extraRunsOf } from '../methods/extra-runs.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import { finalSnapshot } from '../run/replica-snapshot.ts'
import { sweepsOf } from '../run/stages.ts'
import { added, type Point } from './point-run.ts'
import type { Breakdown } from './pool-messages.ts'

/**
 * A point together with the extra runs that its observables need, each a point of its own: the point is
 * done when all of them are, and fails with the first. Extra runs have no checkpoints; after an interruption
 * they are made anew, to the same bytes.
 */
export function withExtraRuns(point: Point): Point[] {
  const runs = extraRunsOf(point.scenario, point.counts)
  if (runs.length === 0) return [point]
  const results: ExtraResult[] = []
  let own: readonly ReplicaRecord[] | null = null
  let [seconds, finished, hasFailed] = [0, 0, false]
  let breakdown: Breakdown = {}
  const end = () => {
    if (own === null || finished < runs.length || hasFailed) return
    point.onExtras?.(results)
    point.onDone(own, seconds, breakdown)
  }
  const onFailure: Point['onFailure'] = (failure) => {
    if (hasFailed) return
    hasFailed = true
    point.onFailure(failure)
  }
  const main: Point = {
    ...point,
    onFailure,
    onDone: (records, took, spent) => {
      own = records
      seconds += took
      breakdown = added(breakdown, spent)
      const done = sweepsOf(point.scenario.sampling)
      // A run to a precision has kept snapshots that it can go on from.
      if (finished < runs.length && !hasUntil(point.scenario)) {
        point.onCheckpoint(records.map((record) => finalSnapshot(record, done)))
      }
      end()
    },
  }
  const extras = runs.map(({ name, scenario, counts, branch }, index): Point => {
    const { replicas } = point.scenario.sampling
    return {
      ...{ scenario, counts, branch, snapshots: [], onFailure },
      onCheckpoint: () => {},
      onProgress: (progress) => point.onProgress({ ...progress, replica: replicas + index }),
      onDone: (records, took, spent) => {
        const settled = withoutTransients(records, scenario.sampling)
        results[index] = { name, record: settled.replicas[0]! }
        seconds += took
        breakdown = added(breakdown, spent)
        finished += 1
        end()
      },
    }
  })
  return [main, ...extras]
}
