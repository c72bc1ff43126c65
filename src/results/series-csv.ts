import type { ReplicaRecord } from '../run/replica-record.ts'

/**
 * `series.csv`: replica, sweep of production, and every column with its unit in the header; an
 * undefined value is an empty cell.
 */
export function formatSeries(records: readonly ReplicaRecord[], measureEvery: number): string {
  const columns = records[0]?.columns ?? []
  const header = ['replica', 'sweep', ...columns.map(({ name, unit }) => withUnit(name, unit))]
  const lines = [header.map(cell).join(',')]
  for (const { replica, series } of records) {
    for (let at = 0; at < series.length; at += columns.length) {
      const sweep = (at / columns.length + 1) * measureEvery
      const row = Array.from(series.subarray(at, at + columns.length), number)
      lines.push([replica + 1, sweep, ...row].join(','))
    }
  }
  return `${lines.join('\n')}\n`
}

function withUnit(name: string, unit: string): string {
  return unit === '' ? name : `${name} [${unit}]`
}

function number(value: number): string {
  return Number.isFinite(value) ? String(value) : ''
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
