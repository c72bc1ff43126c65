import { compensatedSum } from './compensated-sum.ts'

export interface MeanVariance {
  readonly mean: number
  /** unbiased, sum (x - mean)^2 / (n - 1); null for a single value */
  readonly variance: number | null
}

/**
 * Mean and variance in two passes. Values are taken relative to the first, so that a constant series
 * has exactly its value as mean and a variance of 0.
 * @throws RangeError for an empty series.
 */
export function meanVariance(series: Float64Array): MeanVariance {
  const n = series.length
  if (n === 0) throw new RangeError('the mean of no values')
  const origin = series[0]!
  const shift = compensatedSum(series.map((value) => value - origin)) / n
  if (n === 1) return { mean: origin, variance: null }
  const squares = compensatedSum(
    series.map((value) => (value - origin - shift) * (value - origin - shift)),
  )
  return { mean: origin + shift, variance: squares / (n - 1) }
}
