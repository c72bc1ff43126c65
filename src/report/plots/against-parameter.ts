import type { Axis } from '../axis.ts'
import { placeOf } from '../axis.ts'
import { observableName, type Species } from '../observable-name.ts'
import type { OfferedPlot } from '../offered-plot.ts'
import {
  amount,
  DATA,
  interval,
  names,
  type Plot,
  type Row,
  type Spec,
  short,
  shortOrNull,
} from '../plot.ts'
import { type DonePoint, estimateAt } from '../sweep-source.ts'
import { AXIS_TITLE, axisTitleOf } from './axis-title.ts'

/** All that a sweep has of its points. */
export interface SweepView {
  readonly points: readonly DonePoint[]
  readonly axes: readonly Axis[]
  readonly species: Species
}

/** More lines than this cannot be told apart. */
const MOST_LINES = 8

/** An observable against a parameter, a line for each setting of the others, with error bands. */
export function againstParameterPlot(
  view: SweepView,
  observable: string,
  axis: Axis,
  change: Partial<Plot> = {},
): Plot[] {
  const rows = rowsOf(view, observable, axis)
  if (rows.length === 0) return []
  const title = axisTitle(observable, view)
  return [
    {
      id: `${observable}-${axis.path}`.replaceAll(/[^A-Za-z0-9+-]+/g, '-'),
      title: observableName(observable, view.species),
      note: note(view, axis),
      spec: lines(axis.title, title, hasSeries(rows)),
      rows,
      headers: {
        series: 'settings of the other parameters',
        x: axis.title.replace(/ \/ (.*)$/, ' [$1]'),
        value: title.replace(/ \/ (.*)$/, ' [$1]'),
        error: 'standard error',
      },
      ...change,
    },
  ]
}

/** Lines with bands; the title of the vertical axis may be left to the page. */
export function lines(xTitle: string, yTitle: string | typeof AXIS_TITLE, isApart: boolean): Spec {
  const x = amount('x', xTitle, { scale: { zero: false, nice: false, padding: 12 } })
  const y = (field: string) => amount(field, yTitle, { scale: { zero: false } })
  // As many beside each other as there is room for.
  const legend = { columns: { signal: 'max(1, floor(width / 140))' } }
  const series = names('series', null, { legend })
  const color = isApart ? { color: series } : {}
  const shape = isApart ? { shape: series } : {}
  return {
    data: DATA,
    layer: [
      {
        mark: { type: 'area', opacity: 0.22, interpolate: 'linear' },
        encoding: { x, y: y('low'), y2: { field: 'high' }, ...color },
      },
      { mark: { type: 'line', strokeWidth: 1.75 }, encoding: { x, y: y('value'), ...color } },
      {
        mark: { type: 'rule', strokeWidth: 1.25 },
        encoding: { x, y: y('low'), y2: { field: 'high' }, ...color },
      },
      {
        mark: { type: 'point', filled: true, size: 45, opacity: 1 },
        encoding: { x, y: y('value'), ...color, ...shape },
      },
    ],
  }
}

/** An observable's name and unit, as an axis is called. */
export function axisTitle(observable: string, { points, species }: SweepView): string {
  const unit = points.flatMap(({ record }) => record.observables[observable]?.unit ?? [])[0] ?? ''
  return axisTitleOf(observableName(observable, species), unit)
}

export function hasSeries(rows: readonly Row[]): boolean {
  return new Set(rows.map(({ series }) => series)).size > 1
}

function rowsOf(view: SweepView, observable: string, axis: Axis): Row[] {
  const shown = shownLines(view, axis)
  const rows = view.points.flatMap((point) => {
    const series = placeOf(point, view.axes, axis)
    const { value, standardError } = estimateAt(point, observable) ?? {}
    if (value === null || value === undefined || !shown.includes(series)) return []
    const error = short(standardError ?? 0)
    const x = axis.at(point) as number
    return [{ series, x, value: short(value), error, ...interval(value, standardError) }]
  })
  return rows.sort((a, b) => a.x - b.x)
}

/** The settings of the other parameters, or some of them, evenly chosen, where there are too many. */
function shownLines({ points, axes }: SweepView, axis: Axis): string[] {
  const all = [...new Set(points.map((point) => placeOf(point, axes, axis)))]
  if (all.length <= MOST_LINES) return all
  return Array.from({ length: MOST_LINES }, (_, k) => {
    return all[Math.round((k * (all.length - 1)) / (MOST_LINES - 1))]!
  })
}

function note(view: SweepView, axis: Axis): string {
  const all = new Set(view.points.map((point) => placeOf(point, view.axes, axis))).size
  const part = all > MOST_LINES ? ` ${MOST_LINES} of ${all} settings are shown.` : ''
  return `Bands are one standard error to each side.${part}`
}

/** Any observable against a parameter, chosen by the reader. */
export function chosenAgainstParameter(
  view: SweepView,
  observables: readonly string[],
  axis: Axis,
): OfferedPlot[] {
  const shown = shownLines(view, axis)
  const points = view.points
    .filter((point) => shown.includes(placeOf(point, view.axes, axis)))
    .sort((a, b) => (axis.at(a) as number) - (axis.at(b) as number))
  const rows = points.map((point) => {
    return { series: placeOf(point, view.axes, axis), x: axis.at(point) as number }
  })
  if (rows.length === 0 || observables.length === 0) return []
  const choices = observables.map((name) => ({
    title: axisTitle(name, view),
    values: points.map((point) => shortOrNull(estimateAt(point, name)?.value)),
    errors: points.map((point) => shortOrNull(estimateAt(point, name)?.standardError)),
  }))
  const plot: Plot = {
    id: `any-${axis.path}`.replaceAll(/[^A-Za-z0-9+-]+/g, '-'),
    title: 'Any observable',
    note: note(view, axis),
    isWide: true,
    spec: { ...lines(axis.title, AXIS_TITLE, hasSeries(rows)), height: 280 },
    rows,
    headers: {
      series: 'settings of the other parameters',
      x: axis.title.replace(/ \/ (.*)$/, ' [$1]'),
      value: 'value',
      error: 'standard error',
    },
  }
  return [{ plot, choices, first: 0 }]
}
