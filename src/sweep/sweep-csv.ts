import { csvLine, numberCell, withUnit } from '../results/csv.ts'
import type { ResultRecord } from '../results/record.ts'
import { splitUnit } from '../scenario/sweep-schema.ts'
import type { PointEntry } from './sweep-record.ts'

/** Units of bare numbers, by the beginning of their keys. */
const DEFAULT_UNITS: readonly (readonly [key: string, unit: string])[] = [
  ['temperature', 'K'],
  ['composition.salts.', 'mol/kg'],
]

interface AxisColumn {
  readonly header: string
  readonly cell: (value: unknown) => string
}

/**
 * `sweep.csv`: a line for each point with its id and state, its values on the axes, and every observable
 * with its standard error, units in the header; what a point has not is an empty cell. Records are asked
 * for one at a time, twice, so that none of them needs to be kept.
 */
export function* formatSweep(
  points: readonly PointEntry[],
  axes: readonly string[],
  recordOf: (id: string) => ResultRecord | null,
): Generator<string> {
  const units = new Map<string, string>()
  for (const { id, state } of points) {
    if (state !== 'completed') continue
    for (const [name, { unit }] of Object.entries(recordOf(id)?.observables ?? {})) {
      units.set(name, unit)
    }
  }
  const columns = axes.map((path) => axisColumn(path, points))
  const names = [...units].flatMap(([name, unit]) => [
    withUnit(name, unit),
    withUnit(`${name}.standardError`, unit),
  ])
  yield csvLine(['point', 'state', ...columns.map(({ header }) => header), ...names])
  for (const { id, state, settings } of points) {
    const observables = state === 'completed' ? (recordOf(id)?.observables ?? {}) : {}
    const cells = [...units.keys()].flatMap((name) => {
      const estimate = Object.hasOwn(observables, name) ? observables[name] : undefined
      return [numberCell(estimate?.value), numberCell(estimate?.standardError)]
    })
    const place = columns.map(({ cell }, axis) => cell(settings[axes[axis]!]))
    yield csvLine([id, state, ...place, ...cells])
  }
}

/** Numbers where all values of the axis are in one unit, else what the scenario says. */
function axisColumn(path: string, points: readonly PointEntry[]): AxisColumn {
  const given = points.flatMap(({ settings }) => {
    return Object.hasOwn(settings, path) ? [splitUnit(settings[path])] : []
  })
  const bare = DEFAULT_UNITS.find(([key]) => path === key || path.startsWith(key))?.[1] ?? ''
  const units = new Set(given.map((value) => value && (value.unit || bare)))
  const [unit] = units
  if (units.size === 1 && typeof unit === 'string') {
    return { header: withUnit(path, unit), cell: (value) => numberCell(splitUnit(value)?.number) }
  }
  return { header: path, cell: (value) => (value === undefined ? '' : textOf(value)) }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
