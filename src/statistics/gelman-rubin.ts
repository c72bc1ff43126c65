import { compensatedSum } from './compensated-sum.ts'
import { meanVariance } from './mean-variance.ts'
import { seriesBlocks } from './series-blocks.ts'

/** Chains with more than this have not mixed (Gelman et al., section 11.5). */
export const LARGEST_R_HAT = 1.1

/**
 * Split R-hat of Gelman and Rubin: every replica is cut into halves, and the variance that pools them
 * is compared with that inside them, sqrt(((n - 1) / n W + B / n) / W) (Gelman et al., Bayesian Data
 * Analysis, 3rd ed., section 11.4). Near 1 once the chains have mixed; above 1.1 they have not.
 * Replicas are cut to the latest samples of the shortest. 1 if all samples are equal; null with fewer
 * than four samples a replica, or if halves that do not vary disagree.
 */
export function splitRHat(replicas: readonly Float64Array[]): number | null {
  const n = Math.min(...replicas.map((series) => series.length >>> 1))
  if (replicas.length === 0 || n < 2) return null
  const halves = replicas
    .flatMap((series) => seriesBlocks(series.subarray(series.length - 2 * n), 2))
    .map(meanVariance)
  const within = compensatedSum(halves.map(({ variance }) => variance!)) / halves.length
  const between = meanVariance(Float64Array.from(halves, ({ mean }) => mean)).variance!
  if (within === 0) return between === 0 ? 1 : null
  return Math.sqrt((n - 1) / n + between / within)
}
