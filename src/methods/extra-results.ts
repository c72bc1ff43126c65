import { columnSeries } from '../evaluate/series.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import { estimateSeries } from '../statistics/estimate.ts'
import type { Measured } from './coupling-path.ts'

/** What an extra run has come to. */
export interface ExtraResult {
  readonly name: string
  /** Of its one replica, without what was not yet at equilibrium. */
  readonly record: ReplicaRecord
}

/** A mean with its error, and whether the chain was long enough for both. */
export interface SettledMean extends Measured {
  readonly equilibrated: boolean
}

/** The mean of a column over replicas; null where it was not measured, or is not finite. */
export function meanOf(records: readonly ReplicaRecord[], column: string): SettledMean | null {
  const series = columnSeries(records, column)
  return series === null ? null : settledMean(series)
}

/** The same of series by replica. */
export function settledMean(series: readonly Float64Array[]): SettledMean | null {
  const { value, standardError, equilibrated } = estimateSeries(series)
  if (value === null || standardError === null || !Number.isFinite(value)) return null
  return { value, standardError, equilibrated }
}

/** Gives the mean of a column of an extra run by its name; null where there is none. */
export function extraMeans(results: readonly ExtraResult[]) {
  const byName = new Map(results.map((result) => [result.name, result.record]))
  return (name: string, column: string): SettledMean | null => {
    const record = byName.get(name)
    return record === undefined ? null : meanOf([record], column)
  }
}
