import { observableName } from '../names.ts'
import {
  AXIS_TITLE,
  amount,
  axisTitleOf,
  DATA,
  names,
  type Plot,
  type PlotChoice,
  type Row,
  shortOrNull,
} from '../plot.ts'
import type { RunView } from '../run-source.ts'

/** More points than this cannot be told apart. */
const MOST_POINTS = 160

/** What is shown unless the reader chooses. */
const FIRST = 'energyPerWater'

/** A plot of which the reader chooses the data. */
interface ChoicePlot {
  readonly plot: Plot
  readonly choices: readonly PlotChoice[]
  readonly first: number
}

/** The series of all observables that are reported, one at a time, the discarded part pale. */
export function timeSeriesPlot(view: RunView): ChoicePlot | null {
  const { series, record } = view
  const columns = (series?.columns ?? []).flatMap(({ name, unit }, column) => {
    return Object.hasOwn(record.observables, name) ? [{ name, unit, column }] : []
  })
  if (series === null || columns.length === 0) return null
  const choices = columns.map(({ name, unit, column }) => {
    const label = observableName(name, view.species)
    const values = series.replicas.flatMap((replica) => {
      return stretchMeans(replica.values[column]!, MOST_POINTS).map(shortOrNull)
    })
    return { title: axisTitleOf(label, unit), values }
  })
  const first = Math.max(
    0,
    columns.findIndex(({ name }) => name === FIRST),
  )
  const places = placesOf(view)
  const rows = places.map((row, at) => ({
    ...row,
    value: choices[first]!.values[at] ?? null,
  }))
  return { plot: { ...drawn(places), rows }, choices, first }
}

/** A series as means over stretches of equal length, as many as can be told apart in a plot. */
export function stretchMeans(values: readonly number[], most: number): number[] {
  const count = Math.min(most, values.length)
  return Array.from({ length: count }, (_, stretch) => {
    const from = Math.floor((stretch * values.length) / count)
    const to = Math.floor(((stretch + 1) * values.length) / count)
    return values.slice(from, to).reduce((sum, value) => sum + value, 0) / (to - from)
  })
}

/** Where the points of every series are. */
function placesOf({ series, record }: RunView): Row[] {
  return series!.replicas.flatMap(({ replica, sweeps }, index) => {
    const cut = record.discardedSweeps[index] ?? 0
    const at = stretchMeans(sweeps, MOST_POINTS)
    return at.map((sweep, k) => {
      const leftOut = sweep <= cut
      const edge = !leftOut && k > 0 && at[k - 1]! <= cut
      return { replica: `replica ${replica}`, sweep: Math.round(sweep), leftOut, edge }
    })
  })
}

/** A layer without a row has no extent, of which Vega complains: those of what was left out are there if anything was. */
function drawn(places: readonly Row[]): Plot {
  const leftOut = places.some((place) => place.leftOut)
  const x = amount('sweep', 'sweeps of production', { scale: { nice: false } })
  const y = amount('value', AXIS_TITLE, { scale: { zero: false } })
  const color = names('replica', null, {
    // Lines of parts that are left out may be drawn first: the legend keeps the replicas' order.
    scale: { domain: [...new Set(places.map(({ replica }) => replica))] },
    legend: { symbolType: 'stroke', symbolStrokeWidth: 2.5 },
  })
  const line = { type: 'line', strokeWidth: 1.25 }
  const apart = leftOut
    ? 'Shaded and pale: left out of all averages, as not yet at equilibrium.'
    : 'Nothing was left out.'
  const shaded = {
    // What any replica leaves out is shaded, the more replicas the darker.
    transform: [
      { filter: 'datum.leftOut' },
      { aggregate: [{ op: 'max', field: 'sweep', as: 'to' }], groupby: ['replica'] },
      { calculate: '0', as: 'from' },
    ],
    mark: { type: 'rect', color: '#eceef1', opacity: 0.7 },
    encoding: { x: amount('from', 'sweeps of production'), x2: { field: 'to' } },
  }
  const pale = {
    transform: [{ filter: 'datum.leftOut' }],
    mark: { ...line, opacity: 0.35 },
    encoding: { x, y, color },
  }
  const edge = {
    transform: [{ filter: 'datum.edge' }],
    mark: { type: 'rule', strokeDash: [4, 3], strokeWidth: 1.25 },
    encoding: { x, color },
  }
  const kept = { transform: [{ filter: '!datum.leftOut' }], mark: line, encoding: { x, y, color } }
  return {
    id: 'time-series',
    title: 'Did it come to rest?',
    note: `Means over stretches of each replica, which start apart and should end together. ${apart}`,
    isWide: true,
    spec: {
      data: DATA,
      height: 220,
      layer: [
        ...(leftOut ? [shaded, pale] : []),
        ...(places.some((place) => place.edge) ? [edge] : []),
        ...(leftOut && places.every((place) => place.leftOut) ? [] : [kept]),
      ],
    },
    rows: [],
    headers: { replica: 'replica', sweep: 'sweep', value: 'mean', leftOut: 'left out' },
  }
}
