import { csvLine, withUnit } from '../results/csv.ts'
import type { Cell, TableColumn } from '../results/parquet.ts'
import { splitUnit } from '../scenario/sweep-schema.ts'
import type { TableEstimates } from './gathered.ts'
import type { PointEntry } from './sweep-record.ts'

/** Units of bare numbers, by the beginning of their keys. */
const DEFAULT_UNITS: readonly (readonly [key: string, unit: string])[] = [
  ['temperature', 'K'],
  ['composition.salts.', 'mol/kg'],
]

/** Columns with units in their names, and a row for each point. */
export interface SweepTable {
  readonly columns: readonly TableColumn[]
  /** Made anew whenever they are asked for. */
  readonly rows: () => Generator<readonly Cell[]>
}

interface AxisColumn extends TableColumn {
  readonly cell: (value: unknown) => Cell
}

/**
 * The table of a sweep: a row for each point with its id and state, its values on the axes, and every
 * observable with its standard error; what a point has not is missing. Observables are asked for one
 * point at a time, so that none of them needs to be kept.
 */
export function sweepTable(
  points: readonly PointEntry[],
  axes: readonly string[],
  observablesOf: (id: string) => TableEstimates | null,
): SweepTable {
  const of = ({ id, state }: PointEntry) => (state === 'completed' ? observablesOf(id) : null) ?? {}
  const units = new Map<string, string>()
  for (const point of points) {
    for (const [name, { unit }] of Object.entries(of(point))) units.set(name, unit)
  }
  const places = axes.map((path) => axisColumn(path, points))
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
        const place = places.map(({ cell }, axis) => {
          return Object.hasOwn(settings, axes[axis]!) ? cell(settings[axes[axis]!]) : null
        })
        yield [id, state, ...place, ...cells]
      }
    },
  }
}

/** `sweep.csv`, line by line; what is missing is an empty cell. */
export function* formatSweepCsv({ columns, rows }: SweepTable): Generator<string> {
  yield csvLine(columns.map(({ name }) => name))
  for (const row of rows()) yield csvLine(row.map((cell) => String(cell ?? '')))
}

/** Numbers where all values of the axis are in one unit, else what the scenario says. */
function axisColumn(path: string, points: readonly PointEntry[]): AxisColumn {
  const bare = DEFAULT_UNITS.find(([key]) => path === key || path.startsWith(key))?.[1] ?? ''
  const units = new Set<string | null>()
  for (const { settings } of points) {
    if (!Object.hasOwn(settings, path)) continue
    const value = splitUnit(settings[path])
    units.add(value && (value.unit || bare))
  }
  const [unit] = units
  if (units.size === 1 && typeof unit === 'string') {
    const cell = (value: unknown) => splitUnit(value)?.number ?? null
    return { name: withUnit(path, unit), kind: 'number', cell }
  }
  return { name: path, kind: 'text', cell: textOf }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
