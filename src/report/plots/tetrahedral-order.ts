import { formatMeasured } from '../measured.ts'
import { amount, DATA, interval, names, type Plot, short } from '../plot.ts'
import type { RunView } from '../run-source.ts'

/** Halfway between the lattice images of the peaks: q = 1 of ice, 1/2 and 1/3 of its disorder. */
const ICE_FROM = 3 / 4
const ONE_AWAY_FROM = 5 / 12

const CLASSES = [
  { name: 'as in ice (near 1)', from: ICE_FROM, color: '#0072b2' },
  { name: 'one of four out of place (near 1/2)', from: ONE_AWAY_FROM, color: '#56b4e9' },
  { name: 'disordered (near 1/3 and below)', from: Number.NEGATIVE_INFINITY, color: '#e69f00' },
] as const

/** P(q) by classes of geometry. */
export function tetrahedralOrderPlot({ distributions, record }: RunView): Plot[] {
  const { share, standardError, bins } = distributions.tetrahedralOrder ?? { share: null, bins: [] }
  if (!share) return []
  const edges = bins as readonly number[]
  const width = edges[1]! - edges[0]!
  const rows = edges.map((from, bin) => {
    const density = short(share[bin]! / width)
    const kind = CLASSES.find((known) => from + width / 2 >= known.from)!
    return {
      ...{ from: short(from), to: short(from + width), density, kind: kind.name },
      error: short((standardError?.[bin] ?? 0) / width),
      ...interval(density, (standardError?.[bin] ?? 0) / width),
    }
  })
  const first = Math.max(0, rows.findIndex(({ density }) => density > 1e-3) - 1)
  const iceLike = share.reduce((sum, value, bin) => {
    return edges[bin]! + width / 2 >= ICE_FROM ? sum + value : sum
  }, 0)
  const mean = record.observables.tetrahedralOrder
  const x = amount('from', 'tetrahedral order q', { scale: { zero: false, nice: false } })
  return [
    {
      id: 'tetrahedral-order',
      title: 'How tetrahedral is water?',
      note:
        `P(q) of the four nearest waters, thermal libration included. ${(100 * iceLike).toFixed(1)} % of waters are in the ice geometry, q above ¾` +
        (mean ? `; the mean is ${formatMeasured(mean.value, mean.standardError)}.` : '.'),
      spec: {
        data: DATA,
        layer: [
          {
            mark: { type: 'bar', binSpacing: 0.5 },
            encoding: {
              x,
              x2: { field: 'to' },
              y: amount('density', 'probability density P(q)'),
              y2: { datum: 0 },
              color: names('kind', null, {
                scale: {
                  domain: CLASSES.map(({ name }) => name),
                  range: CLASSES.map(({ color }) => color),
                },
                legend: { columns: 1 },
              }),
            },
          },
          {
            transform: [{ calculate: '(datum.from + datum.to) / 2', as: 'middle' }],
            mark: { type: 'rule', color: '#1d2126' },
            encoding: {
              x: amount('middle', 'tetrahedral order q'),
              y: amount('low', 'probability density P(q)'),
              y2: { field: 'high' },
            },
          },
        ],
      },
      rows: rows.slice(first),
      headers: {
        from: 'q from',
        to: 'q to',
        density: 'probability density',
        error: 'standard error',
        kind: 'geometry',
      },
    },
  ]
}
