import type { ConfigurationRecord } from '../evaluate/configuration-record.ts'
import type { Estimate, ResultRecord } from '../evaluate/record.ts'
import type { Warning } from '../evaluate/warning.ts'
import type { PointEntry, SweepRecord } from '../sweep/sweep-record.ts'

export interface PointSource {
  readonly entry: PointEntry
  /** Null unless the point is completed. */
  readonly record: ResultRecord | null
}

/** All files of a sweep that its report is drawn from. */
export interface SweepSource {
  readonly record: SweepRecord
  readonly points: readonly PointSource[]
  /** Reads the last configurations of a point; null where there are none. */
  readonly configurationOf: (id: string) => ConfigurationRecord | null
}

/** A point that has a result. */
export interface DonePoint {
  readonly entry: PointEntry
  readonly record: ResultRecord
}

export function donePoints({ points }: SweepSource): DonePoint[] {
  return points.flatMap(({ entry, record }) => (record === null ? [] : [{ entry, record }]))
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
