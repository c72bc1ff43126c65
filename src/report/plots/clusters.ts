import { formatMeasured } from '../measured.ts'
import { amount, DATA, interval, type Plot, short } from '../plot.ts'
import type { RunView } from '../run-source.ts'

/** Other lines of a logarithmic scale would only be in the way. */
const DECADES = [1, 0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7]
const SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]

/** Ions by the size of the cluster, held together by contacts of cations with anions. */
export function clusterPlot({ distributions, record }: RunView): Plot[] {
  const { bins, share, standardError } = distributions['clusterSize:ions'] ?? { share: null }
  if (!share || !bins) return []
  const ends = bins as readonly number[]
  const rows = ends.flatMap((from, k) => {
    if (!(share[k]! > 0)) return []
    const to = (ends[k + 1] ?? from + 1) - 1
    const sizes = to - from + 1
    const [value, error] = [share[k]! / sizes, (standardError?.[k] ?? 0) / sizes]
    const { low, high } = interval(value, error)
    return [
      {
        size: from === to ? String(from) : `${from}–${to}`,
        // Where a bin of several sizes is in the middle of a logarithmic scale.
        middle: short(Math.sqrt(from * to)),
        share: short(value),
        error: short(error),
        low: Math.max(low, short(value / 20)),
        high,
      },
    ]
  })
  const largest = record.observables['clusterSize:ions:largest']
  const size = formatMeasured(largest?.value ?? null, largest?.standardError ?? null)
  const x = amount('middle', 'ions in the cluster', {
    scale: { type: 'log', nice: false, padding: 10 },
    axis: { format: ',d', values: SIZES },
  })
  const y = (field: string) => {
    return amount(field, 'share of clusters, each size', {
      scale: { type: 'log' },
      axis: { format: '~%', values: DECADES },
    })
  }
  return [
    {
      id: 'clusters',
      title: 'How large are clusters of ions?',
      note: `Joined by contacts of cations with anions; both scales are logarithmic. The largest has ${size} ions on average.`,
      spec: {
        data: DATA,
        layer: [
          {
            mark: { type: 'rule', color: '#1d2126', strokeWidth: 1.5 },
            encoding: { x, y: y('low'), y2: { field: 'high' } },
          },
          {
            mark: { type: 'point', filled: true, size: 60, opacity: 1 },
            encoding: { x, y: y('share') },
          },
        ],
      },
      rows,
      headers: {
        size: 'ions in the cluster',
        share: 'share of clusters of each size',
        error: 'standard error',
      },
    },
  ]
}
