import { withUnit } from '../store/csv.ts'
import type { Table } from './table.ts'

/** The measured series of all replicas. */
export interface Series {
  readonly columns: readonly { readonly name: string; readonly unit: string }[]
  readonly replicas: readonly {
    readonly replica: number
    readonly sweeps: readonly number[]
    /** [column][sample]; NaN where undefined */
    readonly values: readonly (readonly number[])[]
  }[]
}

/** A line for each measurement of each replica. */
export function seriesTable({ columns, replicas }: Series): Table {
  const numbers = replicas.flatMap(({ replica, sweeps }) => sweeps.map(() => replica))
  return {
    name: 'series',
    columns: [
      { name: 'replica', type: 'INT32', data: numbers },
      { name: 'sweep', type: 'INT32', data: replicas.flatMap(({ sweeps }) => sweeps) },
      ...columns.map(({ name, unit }, column) => {
        const values = replicas.flatMap((replica) => replica.values[column]!)
        const data = values.map((value) => (Number.isFinite(value) ? value : null))
        return { name: withUnit(name, unit), type: 'DOUBLE' as const, data }
      }),
    ],
  }
}
