import { formatCount } from '../measured.ts'
import { amount, DATA, names, type Plot, short } from '../plot.ts'
import type { RunView } from '../run-source.ts'

/** What the moves were tried for, and where the sweeps went. */
export function movePlots(view: RunView): Plot[] {
  return [...acceptances(view), ...sweepsSpent(view)]
}

function acceptances({ record }: RunView): Plot[] {
  const entries = Object.entries(record.moves)
  const all = entries.reduce((sum, [, { attempts }]) => sum + attempts, 0)
  const rows = entries.map(([name, { attempts, accepted }]) => {
    const share = attempts === 0 ? 0 : accepted / attempts
    const move = name.replaceAll('-', ' ')
    return {
      move,
      attempts,
      accepted,
      share: share > 0 ? short(share) : null,
      effort: short(attempts / all),
    }
  })
  if (rows.length === 0) return []
  const y = names('move', null)
  const x = amount('share', 'accepted share of attempts', {
    scale: { type: 'log', nice: true },
    axis: { format: '~%', tickCount: 5, grid: true },
  })
  return [
    {
      id: 'acceptances',
      title: 'Which moves were accepted?',
      note: 'On a logarithmic scale; beside each move, its share of all attempts. A move of which none was accepted has no point.',
      spec: {
        data: DATA,
        height: { step: 30 },
        transform: [{ calculate: "datum.move + '  ' + format(datum.effort, '.0%')", as: 'label' }],
        mark: { type: 'point', filled: true, size: 70, opacity: 1 },
        encoding: { x, y: { ...y, field: 'label', axis: { grid: true } } },
      },
      rows,
      headers: {
        move: 'move',
        attempts: 'attempts',
        accepted: 'accepted',
        share: 'accepted share',
        effort: 'share of all attempts',
      },
    },
  ]
}

const SPENT = [
  ['equilibration', '#e69f00'],
  ['left out', '#cc79a7'],
  ['averaged', '#0072b2'],
] as const

function sweepsSpent({ record }: RunView): Plot[] {
  const { equilibration, production } = record.scenario.sampling
  const { cpuSeconds, threads, wallSeconds, attemptsPerSecond } = record.timing
  const rows = record.discardedSweeps.flatMap((discarded, replica) => {
    const sweeps = [equilibration, discarded, production - discarded]
    return SPENT.map(([what], index) => {
      return { replica: `replica ${replica + 1}`, what, sweeps: sweeps[index]!, index }
    })
  })
  const speed = `${(attemptsPerSecond / 1e6).toFixed(2)} million attempts per second`
  return [
    {
      id: 'time',
      title: 'Where did the time go?',
      note: `${formatCount(wallSeconds)} s on ${threads} ${threads === 1 ? 'thread' : 'threads'}, ${formatCount(cpuSeconds)} s of processor time, ${speed}.`,
      spec: {
        data: DATA,
        height: { step: 36 },
        mark: 'bar',
        encoding: {
          x: amount('sweeps', 'sweeps'),
          y: names('replica', null, { scale: { paddingInner: 0.35, paddingOuter: 0.2 } }),
          color: names('what', null, {
            scale: { domain: SPENT.map(([name]) => name), range: SPENT.map(([, color]) => color) },
          }),
          order: { field: 'index' },
        },
      },
      rows,
      headers: { replica: 'replica', what: 'spent on', sweeps: 'sweeps' },
    },
  ]
}
