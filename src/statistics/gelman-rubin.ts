import { exp } from '../numeric/exp.ts'
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

/**
 * How many times as long chains would have to be, at least, for R-hat to come down to `LARGEST_R_HAT`, if they forget at
 * one rate: where halves are x correlation times long, v(x) = 2 (x - 1 + e^-x) / x^2 of all variance is
 * that of their means, and R-hat^2 = 1 / (1 - v). 1 where it is not above that.
 */
export function lengtheningFor(rHat: number): number {
  return rHat <= LARGEST_R_HAT ? 1 : timesOfHalf(LARGEST_R_HAT) / timesOfHalf(rHat)
}

/** The x of an R-hat. v falls from 1 to 0, and is more than 1 - x / 3, less than 2 / x. */
function timesOfHalf(rHat: number): number {
  const wanted = 1 - 1 / (rHat * rHat)
  let [low, high] = [0, 2 / wanted]
  for (let step = 0; step < 60; step++) {
    const x = (low + high) / 2
    if (shareOfMeans(x) > wanted) low = x
    else high = x
  }
  return high
}

/** v(x); by its series where rounding would tell. */
function shareOfMeans(x: number): number {
  return x < 1e-3 ? 1 - x / 3 : (2 * (x - 1 + exp(-x))) / (x * x)
}
