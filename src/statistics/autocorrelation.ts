import { compensatedSum } from './compensated-sum.ts'
import { meanVariance } from './mean-variance.ts'
import { pairAverages } from './pair-averages.ts'

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
  const variance = covariance(deviationsFromMean(series), 0)
  if (variance === 0) return null
  let thinned = series
  for (;;) {
    const n = thinned.length
    const deviations = deviationsFromMean(thinned)
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
  const deviations = series.map((value) => value - mean)
  // What the rounding of the mean has left would be a constant at every lag.
  const rest = compensatedSum(deviations) / series.length
  return rest === 0 ? deviations : deviations.map((value) => value - rest)
}

function covariance(deviations: Float64Array, lag: number): number {
  const n = deviations.length - lag
  let sum = 0
  for (let i = 0; i < n; i++) sum += deviations[i]! * deviations[i + lag]!
  return sum / n
}
