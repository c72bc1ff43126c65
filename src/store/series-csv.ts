import type { ReplicaRecord } from '../run/replica-record.ts'
import { csvLine, numberCell, withUnit } from './csv.ts'

/**
 * `series.csv`: replica, sweep of production, and every column with its unit in the header; an
 * undefined value is an empty cell.
 */
export function formatSeries(records: readonly ReplicaRecord[], measureEvery: number): string {
  const columns = records[0]?.columns ?? []
  const header = ['replica', 'sweep', ...columns.map(({ name, unit }) => withUnit(name, unit))]
  const lines = [csvLine(header)]
  for (const { replica, series } of records) {
    for (let at = 0; at < series.length; at += columns.length) {
      const sweep = (at / columns.length + 1) * measureEvery
      const row = Array.from(series.subarray(at, at + columns.length), numberCell)
      lines.push([replica + 1, sweep, ...row].join(','))
    }
  }
  return `${lines.join('\n')}\n`
}
