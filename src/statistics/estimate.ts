import { exp } from '../numeric/exp.ts'
import { correlationTime } from './correlation.ts'
import { compensatedSum, meanVariance, seriesBlocks } from './series.ts'

const FEWEST_EFFECTIVE_SAMPLES = 20
const LARGEST_DISAGREEMENT = 4

export interface SeriesEstimate {
  /** mean of all samples; null if there are none */
  readonly value: number | null
  /** one standard error of value; null for a single sample */
  readonly standardError: number | null
  /** integrated autocorrelation time in samples (1/2 if independent), mean over the replicas that
   * vary; null if none does */
  readonly tauInt: number | null
  /** sum over replicas of n / (2 tauInt); for samples that are all equal, their number */
  readonly effectiveSamples: number
  /** of the halves of all replicas, see `splitRHat` */
  readonly rHat: number | null
  readonly equilibrated: boolean
}

/** A mean with the variance of that mean. */
interface Part {
  readonly samples: number
  readonly mean: number
  readonly tauInt: number | null
  readonly effectiveSamples: number
  readonly squaredError: number
}

/**
 * The mean of an observable over replicas, summed in their order, with an honest error.
 *
 * - Within replica r the variance of its mean is variance 2 tauInt / n, with the longer time of two
 *   ways to find it (`correlationTime`). A replica that does not vary while others do counts as one
 *   sample.
 * - standardError is the root of sum_r (n_r / N)^2 of these variances, or the error from the scatter
 *   of the replicas' means, sqrt(sum_r (n_r / N)(mean_r - value)^2 / (R - 1)), if that is larger.
 * - equilibrated is false if there are fewer than 20 effective samples, each replica taken to be as
 *   slow as the slowest (one that never left a state looks fast), or if the two halves of a replica,
 *   or any two replicas, disagree by more than 4 combined standard errors, or if their halves are
 *   so far apart that R-hat is above 1.1: errors of a chain that has not left a state are too small
 *   to show that. Samples that are all equal, two at least, have error 0 and count as equilibrated.
 *
 * Nothing in the result is ever NaN; empty replicas are passed over.
 */
export function estimateSeries(replicas: readonly Float64Array[]): SeriesEstimate {
  const given = replicas.filter((series) => series.length > 0)
  const total = given.reduce((sum, series) => sum + series.length, 0)
  if (total === 0) return undetermined(null, 0)
  const first = given[0]![0]!
  if (total === 1) return undetermined(first, 1)
  if (given.every((series) => series.every((value) => value === first))) {
    const exact = { value: first, standardError: 0, tauInt: null, effectiveSamples: total }
    return { ...exact, rHat: splitRHat(given), equilibrated: true }
  }
  const parts = partsOf(given)
  const value = compensatedSum(parts.map(({ samples, mean }) => (samples / total) * mean))
  const inside = compensatedSum(
    parts.map(({ samples, squaredError }) => (samples / total) * (samples / total) * squaredError),
  )
  const effectiveSamples = compensatedSum(parts.map((part) => part.effectiveSamples))
  const rHat = splitRHat(given)
  const times = parts.flatMap(({ tauInt }) => (tauInt === null ? [] : [tauInt]))
  return {
    value,
    standardError: Math.sqrt(Math.max(inside, squaredScatter(parts, value, total))),
    tauInt: times.length === 0 ? null : compensatedSum(times) / times.length,
    effectiveSamples,
    rHat,
    equilibrated:
      rHat !== null &&
      rHat <= LARGEST_R_HAT &&
      total >= 2 * Math.max(...times) * FEWEST_EFFECTIVE_SAMPLES &&
      effectiveSamples >= FEWEST_EFFECTIVE_SAMPLES &&
      agree(parts) &&
      halvesAgree(given),
  }
}

function undetermined(value: number | null, effectiveSamples: number): SeriesEstimate {
  const nothing = { standardError: null, tauInt: null, rHat: null }
  return { value, ...nothing, effectiveSamples, equilibrated: false }
}

function partsOf(series: readonly Float64Array[]): Part[] {
  const moments = series.map(meanVariance)
  const variances = moments.flatMap(({ variance }) => (variance === null ? [] : [variance]))
  const pooled = compensatedSum(variances) / Math.max(1, variances.length)
  return series.map((values, r) => {
    const { mean, variance } = moments[r]!
    const tauInt = correlationTime(values)
    const effectiveSamples = tauInt === null ? 1 : values.length / (2 * tauInt)
    const squaredError = (tauInt === null ? pooled : variance!) / effectiveSamples
    return { samples: values.length, mean, tauInt, effectiveSamples, squaredError }
  })
}

function squaredScatter(parts: readonly Part[], value: number, total: number): number {
  if (parts.length < 2) return 0
  const squares = parts.map(
    ({ samples, mean }) => (samples / total) * (mean - value) * (mean - value),
  )
  return compensatedSum(squares) / (parts.length - 1)
}

function agree(parts: readonly Part[]): boolean {
  return parts.every((a, r) =>
    parts.slice(r + 1).every((b) => {
      const combined = Math.sqrt(a.squaredError + b.squaredError)
      return Math.abs(a.mean - b.mean) <= LARGEST_DISAGREEMENT * combined
    }),
  )
}

function halvesAgree(replicas: readonly Float64Array[]): boolean {
  return replicas.every((series) => series.length < 2 || agree(partsOf(seriesBlocks(series, 2))))
}

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

/** v(x); by its series where rounding errors would be large. */
function shareOfMeans(x: number): number {
  return x < 1e-3 ? 1 - x / 3 : (2 * (x - 1 + exp(-x))) / (x * x)
}
