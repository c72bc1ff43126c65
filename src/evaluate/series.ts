import type { ReplicaRecord } from '../run/replica-record.ts'

/** The time series of a column, one per replica, in replica order; null where there is no such column. */
export function columnSeries(
  records: readonly ReplicaRecord[],
  name: string,
): readonly Float64Array[] | null {
  const columns = records[0]?.columns ?? []
  const column = columns.findIndex((known) => known.name === name)
  if (column < 0) return null
  return records.map(({ series }) => {
    const samples = series.length / columns.length
    return Float64Array.from({ length: samples }, (_, sample) => {
      return series[sample * columns.length + column]!
    })
  })
}
