import type { ResultRecord } from '../../evaluate/record.ts'
import { axesOf } from '../axis.ts'
import { keyFigures } from '../names.ts'
import { LIGHT } from '../palette.ts'
import { amount, DATA, type OfferedPlot, type Plot, short } from '../plot.ts'
import type { RunView } from '../run-source.ts'
import { rungPoints } from '../sweep-source.ts'
import {
  againstParameterPlot,
  chosenAgainstParameter,
  type SweepView,
} from './against-parameter.ts'

/** Key figures that are drawn one by one. */
const MOST = 4

/** What a run with a ladder has at each of its temperatures, and how they exchange; nothing without one. */
export function ladderPlots({ record, species }: RunView): OfferedPlot[] {
  const { ladder, digest } = record
  if (ladder === undefined) return []
  const entry = { id: 'run', settings: {}, state: 'completed', digest, cause: null } as const
  const points = rungPoints([{ entry, record }])
  const [axis] = axesOf(['temperature'], points)
  if (axis === undefined) return []
  const view: SweepView = { points, axes: [axis], species }
  const keys = new Set(['tetrahedralEntropy', ...keyFigures(record)])
  const plots = [...keys].flatMap((name) => againstParameterPlot(view, name, axis)).slice(0, MOST)
  return [
    ...[...plots, ...exchangePlot(ladder)].map((plot) => ({ plot })),
    ...chosenAgainstParameter(view, Object.keys(record.observables), axis),
  ]
}

function exchangePlot({ exchanges, roundTrips }: NonNullable<ResultRecord['ladder']>): Plot[] {
  const rows = exchanges.flatMap(({ between: [from, to], attempts, share }) => {
    if (share === null) return []
    return [{ from: short(from), to: short(to), attempts, share: short(share) }]
  })
  if (rows.length === 0) return []
  const x = amount('from', 'temperature / K', { scale: { zero: false, nice: false } })
  const y = amount('share', 'exchanges accepted', { axis: { format: '.0%' } })
  return [
    {
      id: 'ladder-exchanges',
      title: 'Do the temperatures exchange?',
      note: `Between each temperature and the next; 25–40 % is best. Ways from the lowest to the highest and back: ${roundTrips.join(' and ')}.`,
      spec: {
        data: DATA,
        mark: { type: 'rect', color: LIGHT.series[0], stroke: '#ffffff', strokeWidth: 2 },
        encoding: { x, x2: { field: 'to' }, y, y2: { datum: 0 } },
      },
      rows,
      headers: {
        from: 'from [K]',
        to: 'to [K]',
        attempts: 'attempts',
        share: 'accepted share',
      },
    },
  ]
}
