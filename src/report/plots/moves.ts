import type { ResultRecord } from '../../evaluate/record.ts'
import { amount, DATA, names, type Plot, short } from '../plot.ts'
import type { RunView } from '../run-source.ts'

const DECADES = [1, 0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6]

/** How often each kind of move is accepted, and what it costs. */
export function movesPlot({ record }: RunView): Plot[] {
  const entries = Object.entries(record.moves)
  const all = entries.reduce((sum, [, { attempts }]) => sum + attempts, 0)
  const costs = costsOf(record, all)
  const rows = entries.map(([name, { attempts, accepted }]) => {
    const share = attempts === 0 ? 0 : accepted / attempts
    const cost = costs?.get(name) ?? null
    return {
      move: name.replaceAll('-', ' '),
      attempts,
      accepted,
      share: share > 0 ? short(share) : null,
      effort: short(attempts / all),
      cost,
      told: cost === null ? '' : `×${Number(cost.toPrecision(2))}`,
    }
  })
  if (rows.length === 0) return []
  const y = names('label', null, { axis: { grid: true } })
  const x = amount('share', 'accepted share of attempts', {
    scale: { type: 'log', nice: false, padding: 24 },
    axis: { format: '~%', values: DECADES, grid: true },
  })
  const cost =
    costs === null ? '' : ' Beside each point: what an attempt costs; the mean of all is 1.'
  return [
    {
      id: 'acceptances',
      title: 'Which moves were accepted?',
      note: `On a logarithmic scale; beside each move, its share of all attempts.${cost} A move of which none was accepted has no point.`,
      spec: {
        data: DATA,
        height: { step: 30 },
        transform: [{ calculate: "datum.move + '  ' + format(datum.effort, '.0%')", as: 'label' }],
        layer: [
          {
            mark: { type: 'point', filled: true, size: 70, opacity: 1 },
            encoding: { x, y },
          },
          {
            transform: [{ filter: 'isValid(datum.share)' }],
            mark: { type: 'text', align: 'left', dx: 8, fontSize: 11, color: '#59616b' },
            encoding: { x, y, text: { field: 'told' } },
          },
        ],
      },
      rows,
      headers: {
        move: 'move',
        attempts: 'attempts',
        accepted: 'accepted',
        share: 'accepted share',
        effort: 'share of all attempts',
        ...(costs === null ? {} : { cost: 'cost of an attempt [mean of all]' }),
      },
    },
  ]
}

/**
 * Share of the moves' time over share of attempts, by kind; null where times are not known. Times include
 * equilibration, and leave out what was done before an interruption; attempts do not: only their shares are
 * comparable.
 */
function costsOf({ moves, timing }: ResultRecord, all: number): Map<string, number> | null {
  const { breakdown } = timing
  if (breakdown === undefined) return null
  const timed = Object.keys(moves).filter((name) => (breakdown[name] ?? 0) > 0)
  const total = timed.reduce((sum, name) => sum + breakdown[name]!, 0)
  const costs = timed.flatMap((name): [string, number][] => {
    const { attempts } = moves[name as keyof typeof moves]!
    return attempts === 0 ? [] : [[name, short(breakdown[name]! / total / (attempts / all))]]
  })
  return costs.length === 0 ? null : new Map(costs)
}
