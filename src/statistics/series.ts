/**
 * The sum of the values in their order, with the rounding errors summed separately and added last
 * (Neumaier 1974): its error hardly grows with their number. 0 for none.
 */
export function compensatedSum(values: ArrayLike<number>): number {
  let sum = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}

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
  // Loops, since callbacks of typed arrays cost several times as much.
  const values = new Float64Array(n)
  for (let i = 0; i < n; i++) values[i] = series[i]! - origin
  const shift = compensatedSum(values) / n
  if (n === 1) return { mean: origin, variance: null }
  for (let i = 0; i < n; i++) values[i] = (values[i]! - shift) * (values[i]! - shift)
  return { mean: origin + shift, variance: compensatedSum(values) / (n - 1) }
}

/** The averages of neighbours (0, 1), (2, 3) ...: half as many, an odd last value is left out. */
export function pairAverages(series: Float64Array): Float64Array {
  const averages = new Float64Array(series.length >>> 1)
  for (let i = 0; i < averages.length; i++) {
    averages[i] = 0.5 * (series[2 * i]! + series[2 * i + 1]!)
  }
  return averages
}

/**
 * `count` contiguous blocks of equal length, as views of the series; up to count - 1 samples at its
 * beginning, the least equilibrated ones, are left out.
 * @throws RangeError unless there is at least one sample a block.
 */
export function seriesBlocks(series: Float64Array, count: number): Float64Array[] {
  const length = Math.floor(series.length / count)
  if (!(length >= 1)) throw new RangeError(`${series.length} samples make no ${count} blocks`)
  const first = series.length - count * length
  return Array.from({ length: count }, (_, k) =>
    series.subarray(first + k * length, first + (k + 1) * length),
  )
}
