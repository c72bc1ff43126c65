import type { ReplicaRecord } from '../run/replica-record.ts'
import { parseCsv } from '../table/csv.ts'
import { type Column, headOf, type Table } from '../table/table.ts'

export const SERIES_FILE = 'series.csv'

/** Time series by replica, as read from `series.csv`. */
export interface Series {
  readonly columns: readonly { readonly name: string; readonly unit: string }[]
  readonly replicas: readonly ReplicaSeries[]
}

export interface ReplicaSeries {
  /** Counted from 1. */
  readonly replica: number
  /** Of production, of each sample. */
  readonly sweeps: readonly number[]
  /** [column][sample]; NaN where undefined */
  readonly values: readonly (readonly number[])[]
}

const heads = (columns: Series['columns']): Column[] => [
  { name: 'replica', kind: 'integer' },
  { name: 'sweep', kind: 'integer' },
  ...columns.map(({ name, unit }) => ({ name, unit, kind: 'number' as const })),
]

/** `series.csv` as a table: replica, sweep of production, and every measured column. */
export function measuredTable(records: readonly ReplicaRecord[], measureEvery: number): Table {
  const columns = records[0]?.columns ?? []
  return {
    columns: heads(columns),
    *rows() {
      for (const { replica, series } of records) {
        for (let at = 0; at < series.length; at += columns.length) {
          const sweep = (at / columns.length + 1) * measureEvery
          yield [replica + 1, sweep, ...series.subarray(at, at + columns.length)]
        }
      }
    },
  }
}

/** The same table of series that were read back. */
export function seriesTable({ columns, replicas }: Series): Table {
  return {
    columns: heads(columns),
    *rows() {
      for (const { replica, sweeps, values } of replicas) {
        for (const [sample, sweep] of sweeps.entries()) {
          yield [replica, sweep, ...values.map((column) => column[sample]!)]
        }
      }
    },
  }
}

/** The series in a text; null if it is no such table, or is cut off. */
export function parseSeries(text: string): Series | null {
  const [head = [], ...rows] = parseCsv(text)
  const columns = head.slice(2).map((header) => {
    const [, name = header, unit = ''] = /^(.*) \[([^[\]]*)\]$/s.exec(header) ?? []
    return { name, unit }
  })
  const isWhole = text.endsWith('\n') && rows.every((row) => row.length === head.length)
  if (!isWhole || head.join() !== heads(columns).map(headOf).join()) return null
  const replicas = new Map<string, { sweeps: number[]; values: number[][] }>()
  for (const [replica = '', sweep, ...cells] of rows) {
    const known = replicas.get(replica) ?? { sweeps: [], values: columns.map(() => []) }
    replicas.set(replica, known)
    known.sweeps.push(Number(sweep))
    for (const [column, values] of known.values.entries()) {
      const cell = cells[column]!
      const value = cell === '' ? Number.NaN : Number(cell)
      if (cell !== '' && Number.isNaN(value)) return null
      values.push(value)
    }
  }
  const found = [...replicas].map(([replica, series]) => ({ replica: Number(replica), ...series }))
  const isCounted = found.every(({ replica, sweeps }) =>
    [replica, ...sweeps].every(Number.isInteger),
  )
  return isCounted ? { columns, replicas: found } : null
}
