import type { Column } from './observer.ts'
import type { WrappingClusters } from './wrapping-clusters.ts'

/**
 * What is told of every kind of cluster: `clusterSize:<label>:mean` is the number average, members
 * divided by clusters, `clusterSize:<label>:largest` the members of the largest one (both 0 where there
 * is none), and `percolation:<label>` 1 where a cluster wraps around the box in any direction, else 0,
 * so that its mean is the share of samples that percolate.
 */
export function clusterColumns(label: string): Column[] {
  return [
    { name: `clusterSize:${label}:mean`, unit: '' },
    { name: `clusterSize:${label}:largest`, unit: '' },
    { name: `percolation:${label}`, unit: '' },
  ]
}

/** Writes the three columns to `out` and returns the offset behind them. */
export function reportClusters(
  { members, clusters, largest, wraps }: WrappingClusters,
  out: Float64Array,
  offset: number,
): number {
  out[offset] = members / Math.max(clusters, 1)
  out[offset + 1] = largest
  out[offset + 2] = wraps ? 1 : 0
  return offset + 3
}
