import { type Axis, placeOf } from '../axis.ts'
import { observableName, type Species } from '../names.ts'
import {
  AXIS_TITLE,
  axisTitleOf,
  interval,
  type OfferedPlot,
  type Plot,
  type Row,
  short,
  shortOrNull,
} from '../plot.ts'
import { type DonePoint, estimateAt } from '../sweep-source.ts'
import { marks } from './parameter-marks.ts'

/** All that a sweep has of its points. */
export interface SweepView {
  readonly points: readonly DonePoint[]
  readonly axes: readonly Axis[]
  readonly species: Species
}

/** Of a wide plot. */
const TALL = { height: 300 }

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
      spec: { ...(change.isWide === true ? TALL : {}), ...marks(axis, title, rows) },
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

/** An observable's name and unit, as an axis is called. */
export function axisTitle(observable: string, { points, species }: SweepView): string {
  const unit = points.flatMap(({ record }) => record.observables[observable]?.unit ?? [])[0] ?? ''
  return axisTitleOf(observableName(observable, species), unit)
}

function rowsOf(view: SweepView, observable: string, axis: Axis): Row[] {
  const shown = shownLines(view, axis)
  const rows = view.points.flatMap((point) => {
    const series = placeOf(point, view.axes, axis)
    const { value, standardError } = estimateAt(point, observable) ?? {}
    if (value === null || value === undefined || !shown.includes(series)) return []
    const error = short(standardError ?? 0)
    const x = axis.at(point)
    return [{ series, x, value: short(value), error, ...interval(value, standardError) }]
  })
  return axis.isNumeric ? rows.sort((a, b) => Number(a.x) - Number(b.x)) : rows
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
  return `${axis.isNumeric ? 'Bands' : 'Lines'} are one standard error to each side.${part}`
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
    .sort((a, b) => (axis.isNumeric ? Number(axis.at(a)) - Number(axis.at(b)) : 0))
  const rows = points.map((point) => {
    return { series: placeOf(point, view.axes, axis), x: axis.at(point) }
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
    spec: { ...TALL, ...marks(axis, AXIS_TITLE, rows) },
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
