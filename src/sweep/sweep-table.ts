import type { Observables } from '../evaluate/record.ts'
import { splitUnit } from '../scenario/sweep-schema.ts'
import type { PointEntry } from '../store/sweep-record.ts'
import type { Cell, Column, Table } from '../table/table.ts'

/** What a table needs of an observable. */
export type TableEstimate = Pick<Observables[string], 'value' | 'standardError' | 'unit'>
export type TableEstimates = Readonly<Record<string, TableEstimate>>

/** A row of the table: a point, or one temperature of its ladder. */
export type TableRow = Pick<PointEntry, 'id' | 'settings' | 'state'> & { readonly rung?: number }

/**
 * The table of a sweep: a row for each point (for each temperature of its ladder) with its id and state, its
 * values on the axes, and every observable with its standard error; what a point has not is missing.
 * Observables are asked for one row at a time, so that none of them needs to be kept.
 */
export function sweepTable(
  points: readonly TableRow[],
  axes: readonly string[],
  observablesOf: (row: TableRow) => TableEstimates | null,
): Table {
  const of = (row: TableRow) => (row.state === 'completed' ? observablesOf(row) : null) ?? {}
  const units = new Map<string, string>()
  for (const point of points) {
    for (const [name, { unit }] of Object.entries(of(point))) units.set(name, unit)
  }
  const places = axisColumns(axes, points)
  const kind = 'number' as const
  const values = [...units].flatMap(([name, unit]) => [
    { name, unit, kind },
    { name: `${name}.standardError`, unit, kind },
  ])
  const heads = ['point', 'state'].map((name) => ({ name, kind: 'text' as const }))
  return {
    columns: [...heads, ...places.map(({ column }) => column), ...values],
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

/** Units of bare numbers, by the beginning of their keys. */
const DEFAULT_UNITS: readonly (readonly [key: string, unit: string])[] = [
  ['temperature', 'K'],
  ['composition.salts.', 'mol/kg'],
]

/** A column for the values of an axis. */
export interface AxisColumn {
  readonly column: Column
  /** Null for a point that the axis says nothing of. */
  readonly cell: (settings: PointEntry['settings']) => Cell
}

/** A column for each axis, with its unit where all values are in one. */
export function axisColumns(
  axes: readonly string[],
  points: readonly Pick<PointEntry, 'settings'>[],
): AxisColumn[] {
  return axes.map((path) => {
    const given = points.flatMap(({ settings }) =>
      Object.hasOwn(settings, path) ? [settings[path]] : [],
    )
    const { column, cellOf } = axisColumn(path, given)
    const cell = (settings: PointEntry['settings']) =>
      Object.hasOwn(settings, path) ? cellOf(settings[path]) : null
    return { column, cell }
  })
}

/** Numbers where all values of the axis are in one unit, else what the scenario says. */
function axisColumn(name: string, given: readonly unknown[]) {
  const bare = DEFAULT_UNITS.find(([key]) => name === key || name.startsWith(key))?.[1] ?? ''
  const units = new Set<string | null>()
  for (const text of given) {
    const value = splitUnit(text)
    units.add(value && (value.unit || bare))
  }
  const [unit] = units
  if (units.size === 1 && typeof unit === 'string') {
    const cellOf = (value: unknown) => splitUnit(value)?.number ?? null
    return { column: { name, unit, kind: 'number' as const }, cellOf }
  }
  return { column: { name, kind: 'text' as const }, cellOf: textOf }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
