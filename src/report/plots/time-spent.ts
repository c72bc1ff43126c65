import { formatCount, formatDuration } from '../measured.ts'
import { OTHER_WORKS } from '../names.ts'
import { amount, DATA, names, type Plot, short } from '../plot.ts'
import type { RunView } from '../run-source.ts'

/** Where the time went, by kind of work where that is known, and what became of the sweeps. */
export function timePlots(view: RunView): Plot[] {
  return [...secondsSpent(view), sweepsSpent(view)].filter(({ rows }) => rows.length > 0)
}

const KINDS = [
  ['moves', '#0072b2'],
  ['all else', '#e69f00'],
] as const

function secondsSpent({ record }: RunView): Plot[] {
  const { breakdown = {} } = record.timing
  const total = Object.values(breakdown).reduce((sum, seconds) => sum + seconds, 0)
  const rows = Object.entries(breakdown).flatMap(([work, seconds]) => {
    if (seconds <= 0) return []
    const other = Object.hasOwn(OTHER_WORKS, work) ? OTHER_WORKS[work] : undefined
    return [
      {
        work: other ?? work.replaceAll('-', ' '),
        kind: KINDS[other === undefined ? 0 : 1][0],
        seconds: short(seconds),
        share: short(seconds / total),
      },
    ]
  })
  rows.sort((a, b) => b.seconds - a.seconds)
  const { threads, wallSeconds, cpuSeconds, attemptsPerSecond } = record.timing
  const speed = `${(attemptsPerSecond / 1e6).toFixed(2)} million attempts per second`
  const y = names('work', null)
  const x = amount('share', 'share of the time of all threads', {
    axis: { format: '.0%' },
    // Room for the numbers at the ends of the bars.
    scale: { domainMax: { expr: "1.25 * data('rows')[0].share" }, nice: false },
  })
  return [
    {
      id: 'time',
      title: 'Where did the time go?',
      note: `${formatDuration(wallSeconds)} on ${threads} ${threads === 1 ? 'thread' : 'threads'}, ${formatDuration(cpuSeconds)} of processor time, ${speed}. Work since the run was last started.`,
      spec: {
        data: DATA,
        height: { step: 22 },
        layer: [
          {
            mark: { type: 'bar', height: { band: 0.72 } },
            encoding: {
              x,
              y,
              color: names('kind', null, {
                scale: { domain: KINDS.map(([kind]) => kind), range: KINDS.map(([, c]) => c) },
                legend: { symbolType: 'square' },
              }),
            },
          },
          {
            mark: { type: 'text', align: 'left', dx: 5, fontSize: 11, color: '#59616b' },
            encoding: { x, y, text: { field: 'share', format: '.1%' } },
          },
        ],
      },
      rows,
      headers: { work: 'work', kind: 'kind', seconds: 'time [s]', share: 'share of all' },
    },
  ]
}

const SPENT = [
  ['equilibration', '#e69f00'],
  ['left out', '#cc79a7'],
  ['averaged', '#0072b2'],
] as const

function sweepsSpent({ record }: RunView): Plot {
  const { equilibration } = record.scenario.sampling
  const production = record.precision?.at(-1)?.sweeps ?? record.scenario.sampling.production
  const rows = record.discardedSweeps.flatMap((discarded, replica) => {
    const sweeps = [equilibration, discarded, production - discarded]
    return SPENT.map(([what], index) => {
      return { replica: `replica ${replica + 1}`, what, sweeps: sweeps[index]!, index }
    })
  })
  const all = formatCount(equilibration + production)
  return {
    id: 'sweeps',
    title: 'Which sweeps count?',
    note: `${all} sweeps of each replica. What drifts after equilibration is left out of averages.`,
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
  }
}
