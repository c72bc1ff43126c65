import { compensatedSum } from './compensated-sum.ts'

export interface JackknifeEstimate {
  /** the estimate from all blocks */
  readonly value: number
  /** n value - (n - 1) times the mean of the estimates that leave one block out */
  readonly biasCorrected: number
  readonly standardError: number
}

/**
 * Delete-one-block jackknife of any function of the data, such as a variance or an entropy. Blocks
 * must be longer than the correlation time, so that they are independent; then
 * standardError^2 = (n - 1) / n sum_i (estimate without block i - their mean)^2 (Efron 1982).
 * @throws RangeError for fewer than two blocks.
 */
export function jackknife<T>(
  blocks: readonly T[],
  estimate: (kept: readonly T[]) => number,
): JackknifeEstimate {
  const n = blocks.length
  if (n < 2) throw new RangeError(`a jackknife needs two blocks, not ${n}`)
  const value = estimate(blocks)
  const partial = Float64Array.from(blocks, (_, left) =>
    estimate(blocks.filter((_block, i) => i !== left)),
  )
  const mean = compensatedSum(partial) / n
  const squares = compensatedSum(partial.map((one) => (one - mean) * (one - mean)))
  return {
    value,
    biasCorrected: n * value - (n - 1) * mean,
    standardError: Math.sqrt(((n - 1) / n) * squares),
  }
}
