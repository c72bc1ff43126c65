import { amount, DATA, interval, names, type Plot, short } from '../plot.ts'
import type { RunView } from '../run-source.ts'

/** Other lines of a logarithmic scale would only be in the way. */
const DECADES = [1, 0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6]

/** Ions by the size of the cluster, held together by contacts of cations with anions. */
export function clusterPlot({ distributions, record }: RunView): Plot[] {
  const { bins, share, standardError } = distributions['clusterSize:ions'] ?? { share: null }
  if (!share || !bins) return []
  const ends = bins as readonly number[]
  const rows = ends.flatMap((from, k) => {
    if (!(share[k]! > 0)) return []
    const to = (ends[k + 1] ?? from + 1) - 1
    const size = from === to ? String(from) : `${from}–${to}`
    const error = standardError?.[k] ?? 0
    const { low, high } = interval(share[k]!, error)
    return [
      {
        size,
        share: short(share[k]!),
        error: short(error),
        low: Math.max(low, short(share[k]! / 20)),
        high,
      },
    ]
  })
  const largest = record.observables['clusterSize:ions:largest']?.value
  const x = names('size', 'ions in the cluster', {
    axis: { labelAngle: 0, labelOverlap: 'greedy' },
  })
  const y = (field: string) => {
    return amount(field, 'share of clusters', {
      scale: { type: 'log' },
      axis: { format: '~%', values: DECADES },
    })
  }
  return [
    {
      id: 'clusters',
      title: 'How large are clusters of ions?',
      note: `Joined by contacts of cations with anions; the scale is logarithmic. The largest has ${largest?.toFixed(0) ?? '–'} ions on average.`,
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
      headers: { size: 'ions in the cluster', share: 'share of clusters', error: 'standard error' },
    },
  ]
}
