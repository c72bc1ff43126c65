import type { Axis } from '../axis.ts'
import { AXIS_TITLE, amount, DATA, type OfferedPlot, shortOrNull } from '../plot.ts'
import { estimateAt } from '../sweep-source.ts'
import { axisTitle, type SweepView } from './against-parameter.ts'

/** Any observable as a colour over two parameters, where these make a grid. */
export function compositionMap(view: SweepView, observables: readonly string[]): OfferedPlot[] {
  const [x, y] = mapAxes(view.axes)
  if (x === undefined || y === undefined || observables.length === 0) return []
  const cells = new Map(view.points.map((point) => [`${x.at(point)}|${y.at(point)}`, point]))
  const points = [...cells.values()]
  const rows = points.map((point) => ({ x: x.at(point), y: y.at(point) }))
  const choices = observables.map((name) => ({
    title: axisTitle(name, view),
    values: points.map((point) => shortOrNull(estimateAt(point, name)?.value)),
  }))
  const height = new Set(rows.map((row) => row.y)).size
  const across = new Set(rows.map((row) => row.x)).size
  const encoding = {
    x: {
      field: 'x',
      type: 'ordinal',
      title: x.title,
      sort: x.isNumeric ? 'ascending' : null,
      axis: { labelAngle: 0, labelOverlap: 'greedy' },
    },
    y: { field: 'y', type: 'ordinal', title: y.title, sort: y.isNumeric ? 'descending' : null },
  }
  const more =
    view.axes.length > 2 ? ' Of points that differ in other parameters the last is shown.' : ''
  return [
    {
      plot: {
        id: 'map',
        title: 'Two parameters at once',
        note: `One observable over ${x.title} and ${y.title}.${more}`,
        isWide: true,
        spec: {
          data: DATA,
          height: Math.max(120, Math.min(480, 46 * height)),
          layer: [
            {
              mark: { type: 'rect', stroke: '#ffffff', strokeWidth: 2 },
              encoding: {
                ...encoding,
                color: amount('value', AXIS_TITLE, {
                  scale: { range: 'ramp', zero: false },
                  legend: {
                    orient: 'right',
                    direction: 'vertical',
                    gradientLength: 130,
                    title: null,
                  },
                }),
              },
            },
            {
              transform: [
                {
                  joinaggregate: [
                    { op: 'min', field: 'value', as: 'least' },
                    { op: 'max', field: 'value', as: 'most' },
                  ],
                },
              ],
              // Not where cells are narrower than their numbers.
              mark: {
                type: 'text',
                fontSize: 12,
                opacity: { expr: `width < ${38 * across} ? 0 : 1` },
              },
              encoding: {
                ...encoding,
                text: { field: 'value', type: 'quantitative', format: '.3r' },
                color: {
                  condition: {
                    test: 'datum.value > datum.least + 0.55 * (datum.most - datum.least)',
                    value: '#ffffff',
                  },
                  value: '#1d2126',
                },
              },
            },
          ],
        },
        rows: rows.map((row, at) => ({ ...row, value: choices[0]!.values[at] ?? null })),
        headers: { x: x.title, y: y.title, value: 'value' },
      },
      choices,
      first: 0,
    },
  ]
}

/** Compositions along the axes where there are any, the others of their parameters next. */
function mapAxes(axes: readonly Axis[]): Axis[] {
  const isComposition = ({ path }: Axis) => path.startsWith('composition')
  return [...axes.filter((axis) => !isComposition(axis)), ...axes.filter(isComposition)].slice(-2)
}
