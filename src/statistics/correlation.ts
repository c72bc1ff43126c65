import { powerOfTwo } from '../numeric/doubles.ts'
import { compensatedSum, meanVariance, pairAverages } from './series.ts'

/** Lags that are summed directly before the series is thinned instead. */
const DIRECT_LAGS = 1024

export interface IntegratedTime {
  /** 1/2 + rho(1) + rho(2) + ... in samples, at least 1/2: that of independent samples */
  readonly tauInt: number
  /** standard error of tauInt: tauInt sqrt((4 W + 2) / n) */
  readonly standardError: number
  /** lag W at which the sum was cut, in samples */
  readonly window: number
}

/**
 * rho(0) = 1, rho(1) ... rho(maximumLag), the normalised autocorrelation function
 * rho(t) = sum_i (x_i - m)(x_{i+t} - m) / ((n - t) v), with the mean m and v its value at t = 0.
 * null for a constant series or one too short to reach the lag.
 */
export function autocorrelation(series: Float64Array, maximumLag: number): Float64Array | null {
  if (series.length <= maximumLag) return null
  const deviations = deviationsFromMean(series)
  const variance = covariance(deviations, 0)
  if (variance === 0) return null
  return Float64Array.from(
    { length: maximumLag + 1 },
    (_, lag) => covariance(deviations, lag) / variance,
  )
}

/**
 * The integrated autocorrelation time by Sokal's automatic window: the sum is cut at the first lag
 * W >= c tauInt(W), but at n / 2 at the latest, and multiplied by 1 + (2 W + 1) / n for the bias of
 * the mean (Wolff, Comput. Phys. Commun. 156 (2004) 143). The standard error of a mean is
 * sqrt(2 tauInt variance / n). Anticorrelation is not credited: tauInt is at least 1/2.
 *
 * If 1024 lags do not reach the window, neighbours are averaged in pairs, as in blocking, and the
 * variance of the mean that follows is translated back: the cost stays at about 2000 n products.
 *
 * null for a constant series or one of fewer than 4 samples.
 */
export function integratedTime(series: Float64Array, c = 6): IntegratedTime | null {
  if (series.length < 4) return null
  let deviations = deviationsFromMean(series)
  const variance = covariance(deviations, 0)
  if (variance === 0) return null
  let thinned = series
  for (;;) {
    const n = thinned.length
    const ownVariance = covariance(deviations, 0)
    // Averages may cancel exactly where samples alternate: what they hide is no correlation.
    if (ownVariance === 0) return { tauInt: 0.5, standardError: 0, window: 1 }
    const { sum, window, closed } = windowedSum(deviations, ownVariance, c)
    if (closed || window >= n >>> 1) {
      const spacing = series.length / n
      const own = Math.max(0.5 / spacing, sum * (1 + (2 * window + 1) / n))
      const tauInt = Math.max(0.5, (own * ownVariance * spacing) / variance)
      const standardError = tauInt * Math.sqrt((4 * window + 2) / n)
      return { tauInt, standardError, window: Math.round(window * spacing) }
    }
    thinned = pairAverages(thinned)
    deviations = deviationsFromMean(thinned)
  }
}

function windowedSum(deviations: Float64Array, variance: number, c: number) {
  const last = Math.min(DIRECT_LAGS, deviations.length >>> 1)
  let sum = 0.5
  for (let lag = 1; lag <= last; lag++) {
    sum += covariance(deviations, lag) / variance
    if (lag >= c * sum) return { sum, window: lag, closed: true }
  }
  return { sum, window: last, closed: false }
}

function deviationsFromMean(series: Float64Array): Float64Array {
  const { mean } = meanVariance(series)
  const deviations = new Float64Array(series.length)
  for (let i = 0; i < series.length; i++) deviations[i] = series[i]! - mean
  // What the rounding of the mean has left would be a constant at every lag.
  const rest = compensatedSum(deviations) / series.length
  for (let i = 0; i < series.length; i++) deviations[i]! -= rest
  return deviations
}

function covariance(deviations: Float64Array, lag: number): number {
  const n = deviations.length - lag
  let sum = 0
  for (let i = 0; i < n; i++) sum += deviations[i]! * deviations[i + lag]!
  return sum / n
}

/** Levels of fewer blocks are too noisy to be read. */
const FEWEST_BLOCKS = 16

export interface BlockingLevel {
  /** how many averages of 2^level samples there are */
  readonly blocks: number
  /** sqrt(variance of the averages / blocks) */
  readonly standardError: number
  /** standard error of that: standardError / sqrt(2 (blocks - 1)) */
  readonly uncertainty: number
}

export interface Blocking {
  /** standard error of the mean of the series, from the chosen level */
  readonly standardError: number
  /** the chosen level: averages of 2^level samples look independent */
  readonly level: number
  /** false if the series is too short for any level: the error is then that of the last, and too small */
  readonly plateau: boolean
  readonly levels: readonly BlockingLevel[]
}

/**
 * The standard error of the mean of a correlated series by Flyvbjerg and Petersen's blocking
 * (J. Chem. Phys. 91 (1989) 461). Chosen is the first level, of blocks of B samples, with
 * B^3 > 2 n (standardError(B) / standardError(1))^4, where the remaining bias and the noise are
 * balanced (Lee et al., Phys. Rev. B 83 (2011) 245118). null for fewer than 32 samples.
 */
export function blocking(series: Float64Array): Blocking | null {
  if (series.length < 2 * FEWEST_BLOCKS) return null
  const levels: BlockingLevel[] = []
  for (let blocks = series; blocks.length >= FEWEST_BLOCKS; blocks = pairAverages(blocks)) {
    levels.push(levelOf(blocks))
  }
  const unblocked = levels[0]!.standardError
  const found = levels.findIndex(({ standardError }, level) => {
    const size = powerOfTwo(level)
    const growth = (standardError / unblocked) * (standardError / unblocked)
    return unblocked === 0 || size * size * size > 2 * series.length * growth * growth
  })
  const level = found < 0 ? levels.length - 1 : found
  return { standardError: levels[level]!.standardError, level, plateau: found >= 0, levels }
}

function levelOf(averages: Float64Array): BlockingLevel {
  const blocks = averages.length
  const standardError = Math.sqrt(meanVariance(averages).variance! / blocks)
  return { blocks, standardError, uncertainty: standardError / Math.sqrt(2 * (blocks - 1)) }
}

/**
 * The integrated autocorrelation time of a series in samples, by whichever of two ways finds it longer:
 * Sokal's window, and the n SE²/(2 variance) that follow from the standard error of blocking. A window
 * closes after some six times what is fast and misses a weak slow part beneath it, such as exchanges of
 * ligands beneath turning waters; blocks are long enough for that where the series is, and for nothing
 * slower than a sixteenth of it. null for a constant series or one of fewer than 4 samples.
 */
export function correlationTime(series: Float64Array): number | null {
  const windowed = integratedTime(series)
  if (windowed === null) return null
  const error = blocking(series)?.standardError ?? 0
  const { variance } = meanVariance(series)
  return Math.max(windowed.tauInt, (series.length * error * error) / (2 * variance!))
}

/**
 * How many of `blocks` equal blocks of a series to leave out as not yet at equilibrium: the number
 * that leaves the most independent samples, (n − n₀)/2τ(n₀), at most half of them (Chodera, J. Chem. Theory
 * Comput. 12, 1799 (2016)). A drift at the start makes the whole series look slow, so that leaving it
 * out gains more than it costs. 0 for a constant series.
 */
export function transientBlocks(series: Float64Array, blocks: number): number {
  let best = 0
  let most = 0
  for (let k = 0; k <= blocks / 2; k++) {
    const rest = series.subarray(Math.ceil((k * series.length) / blocks))
    const time = integratedTime(rest)
    const independent = time === null ? 0 : rest.length / (2 * time.tauInt)
    // Fluctuations of the estimate are no reason to throw data away: a later start must gain a tenth.
    if (independent > 1.1 * most) {
      best = k
      most = independent
    }
  }
  return best
}
