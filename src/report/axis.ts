import { splitUnit } from '../scenario/sweep-schema.ts'
import { lowerDigits } from './species.ts'
import type { DonePoint } from './sweep-source.ts'

/** A parameter of a sweep. */
export interface Axis {
  readonly path: string
  /** With its unit, as an axis of a plot is called. */
  readonly title: string
  /** What a point is on it: a number in the unit of the title, or a text where it is no quantity. */
  readonly at: (point: DonePoint) => number | string
  /** The same for people, unit included. */
  readonly textOf: (point: DonePoint) => string
  readonly isNumeric: boolean
}

const SALTS = 'composition.salts'
const SALT = `${SALTS}.`

/** The parameters of a sweep that differ between its points. */
export function axesOf(paths: readonly string[], points: readonly DonePoint[]): Axis[] {
  return paths
    .map((path) => axisOf(path, points))
    .filter(({ at }) => new Set(points.map(at)).size > 1)
}

function axisOf(path: string, points: readonly DonePoint[]): Axis {
  if (path === 'temperature') {
    const at = ({ record }: DonePoint) => round(record.scenario.temperature)
    return quantity(path, 'temperature', 'K', at)
  }
  const split = points.map(({ entry }) => splitUnit(entry.settings[path]))
  const units = new Set(split.map((value) => value?.unit))
  const name = path.startsWith(SALT) ? lowerDigits(path.slice(SALT.length)) : path
  const [unit] = units
  if (units.size === 1 && unit !== undefined) {
    const shown = unit === '' && path.startsWith(SALT) ? 'mol/kg' : unit
    return quantity(path, name, shown, ({ entry }) => splitUnit(entry.settings[path])!.number)
  }
  const at = ({ entry }: DonePoint) => settingText(entry.settings[path])
  if (path === SALTS) {
    const salts = (point: DonePoint) => (at(point) === 'none' ? 'no salt' : at(point))
    return { path, title: 'salts', at: salts, textOf: salts, isNumeric: false }
  }
  return { path, title: name, at, textOf: (point) => `${name} ${at(point)}`, isNumeric: false }
}

function quantity(
  path: string,
  name: string,
  unit: string,
  at: (point: DonePoint) => number,
): Axis {
  const isTemperature = path === 'temperature'
  return {
    path,
    title: unit === '' ? name : `${name} / ${unit}`,
    at,
    textOf: (point) => {
      const value = `${String(at(point)).replace('-', '−')} ${unit}`.trimEnd()
      return isTemperature ? value : `${value} ${name}`
    },
    isNumeric: true,
  }
}

function round(value: number): number {
  return Number(value.toFixed(2))
}

/** Where a point is on all axes but one, for people. */
export function placeOf(point: DonePoint, axes: readonly Axis[], but: Axis | null = null): string {
  const others = axes.filter((axis) => axis !== but)
  return others.map(({ textOf }) => textOf(point)).join(', ')
}

/** A setting of a sweep in words: `{ ZnCl2: 2 mol/kg, LiCl: 1 mol/kg }` is 2 mol/kg ZnCl₂ + 1 mol/kg LiCl. */
export function settingText(value: unknown): string {
  if (Array.isArray(value)) return value.map(settingText).join(', ')
  if (typeof value !== 'object' || value === null) return String(value ?? 'none')
  const parts = Object.entries(value).map(([name, amount]) => {
    return `${settingText(amount)} ${lowerDigits(name)}`
  })
  return parts.length === 0 ? 'none' : parts.join(' + ')
}
