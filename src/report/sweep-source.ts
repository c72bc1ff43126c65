import type { Estimate, ResultRecord } from '../evaluate/record.ts'
import type { Warning } from '../evaluate/warning.ts'
import type { RunResult, SweepResult } from '../store/results.ts'
import type { PointEntry, SweepRecord } from '../store/sweep-record.ts'

/** A sweep with the results of its points. */
export interface SweepSource {
  readonly record: SweepRecord
  readonly points: readonly PointSource[]
}

interface PointSource {
  readonly entry: PointEntry
  /** Null unless the point is completed. */
  readonly run: RunResult | null
}

/** Reads the results of all points. Throws InputError for a damaged one. */
export function sourceOf({ record, points }: SweepResult): SweepSource {
  return { record, points: points().map(({ entry, open }) => ({ entry, run: open() })) }
}

/** A point that has a result. */
export interface DonePoint {
  readonly entry: PointEntry
  readonly record: ResultRecord
}

export function donePoints({ points }: SweepSource): DonePoint[] {
  return points.flatMap(({ entry, run }) => (run === null ? [] : [{ entry, record: run.record }]))
}

/** Points as they are, but in place of one with a ladder one for each of its temperatures. */
export function rungPoints(points: readonly DonePoint[]): DonePoint[] {
  return points.flatMap(({ entry, record: { ladder, ...record } }) => {
    if (ladder === undefined) return [{ entry, record }]
    return ladder.rungs.map(({ temperature, observables, warnings, discardedSweeps }) => {
      const scenario = { ...record.scenario, temperature }
      return { entry, record: { ...record, scenario, observables, warnings, discardedSweeps } }
    })
  })
}

/** All that is said of a point, at every temperature of its ladder. */
export function warningsOf({ record }: DonePoint): Warning[] {
  const { ladder, scenario, warnings } = record
  const others = (ladder?.rungs ?? []).filter((rung) => rung.temperature !== scenario.temperature)
  return [...warnings, ...others.flatMap((rung) => rung.warnings)]
}

/**
 * An observable of a point; null where it has no value, or is of a species that the point has none of,
 * which records count as 0.
 */
export function estimateAt({ record }: DonePoint, observable: string): Estimate | null {
  const estimate = record.observables[observable]
  if (estimate === undefined || estimate.value === null) return null
  const { counts } = record.system
  const rest = observable.slice(observable.indexOf(':') + 1)
  const isOfNothing = Object.keys(counts).some((name) => {
    const isNamed = rest === name || rest.startsWith(`${name}-`) || rest.startsWith(`${name}:`)
    return isNamed && counts[name] === 0
  })
  return isOfNothing ? null : estimate
}
