import { splitUnit } from '../scenario/sweep-schema.ts'
import { withUnit } from '../store/csv.ts'
import type { Cell, TableColumn } from '../store/parquet.ts'
import type { PointEntry } from './sweep-record.ts'

/** Units of bare numbers, by the beginning of their keys. */
const DEFAULT_UNITS: readonly (readonly [key: string, unit: string])[] = [
  ['temperature', 'K'],
  ['composition.salts.', 'mol/kg'],
]

/** A column for the values of an axis. */
export interface AxisColumn extends TableColumn {
  /** Null for a point that the axis says nothing of. */
  readonly cell: (settings: PointEntry['settings']) => Cell
}

/** A column for each axis, its unit in its name where all values are in one. */
export function axisColumns(
  axes: readonly string[],
  points: readonly Pick<PointEntry, 'settings'>[],
): AxisColumn[] {
  return axes.map((path) => {
    const { cell, ...column } = axisColumn(path, points)
    return {
      ...column,
      cell: (settings) => (Object.hasOwn(settings, path) ? cell(settings[path]) : null),
    }
  })
}

/** Numbers where all values of the axis are in one unit, else what the scenario says. */
function axisColumn(path: string, points: readonly Pick<PointEntry, 'settings'>[]) {
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
    return { name: withUnit(path, unit), kind: 'number' as const, cell }
  }
  return { name: path, kind: 'text' as const, cell: textOf }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
