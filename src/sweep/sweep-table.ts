import { csvLine, withUnit } from '../store/csv.ts'
import type { Cell, TableColumn } from '../store/parquet.ts'
import { axisColumns } from './axis-columns.ts'
import type { TableEstimates } from './gathered.ts'
import type { PointEntry } from './sweep-record.ts'

/** A row of the table: a point, or one temperature of its ladder. */
export type TableRow = Pick<PointEntry, 'id' | 'settings' | 'state'> & { readonly rung?: number }

/** Columns with units in their names, and a row for each point. */
export interface SweepTable {
  readonly columns: readonly TableColumn[]
  /** Made anew whenever they are asked for. */
  readonly rows: () => Generator<readonly Cell[]>
}

/**
 * The table of a sweep: a row for each point (for each temperature of its ladder) with its id and state, its
 * values on the axes, and every observable with its standard error; what a point has not is missing.
 * Observables are asked for one row at a time, so that none of them needs to be kept.
 */
export function sweepTable(
  points: readonly TableRow[],
  axes: readonly string[],
  observablesOf: (row: TableRow) => TableEstimates | null,
): SweepTable {
  const of = (row: TableRow) => (row.state === 'completed' ? observablesOf(row) : null) ?? {}
  const units = new Map<string, string>()
  for (const point of points) {
    for (const [name, { unit }] of Object.entries(of(point))) units.set(name, unit)
  }
  const places = axisColumns(axes, points)
  const kind = 'number' as const
  const values = [...units].flatMap(([name, unit]) => [
    { name: withUnit(name, unit), kind },
    { name: withUnit(`${name}.standardError`, unit), kind },
  ])
  const heads = ['point', 'state'].map((name) => ({ name, kind: 'text' as const }))
  return {
    columns: [...heads, ...places.map(({ name, kind }) => ({ name, kind })), ...values],
    *rows() {
      for (const point of points) {
        const { id, state, settings } = point
        const observables = of(point)
        const cells = [...units.keys()].flatMap((name) => {
          const estimate = Object.hasOwn(observables, name) ? observables[name] : undefined
          return [estimate?.value ?? null, estimate?.standardError ?? null]
        })
        yield [id, state, ...places.map(({ cell }) => cell(settings)), ...cells]
      }
    },
  }
}

/** `sweep.csv`, line by line; what is missing is an empty cell. */
export function* formatSweepCsv({ columns, rows }: SweepTable): Generator<string> {
  yield csvLine(columns.map(({ name }) => name))
  for (const row of rows()) yield csvLine(row.map((cell) => String(cell ?? '')))
}
