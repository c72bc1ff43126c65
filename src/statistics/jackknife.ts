import { estimateSeries } from './estimate.ts'
import { compensatedSum } from './series.ts'
import type { Uncertain } from './uncertain.ts'

/**
 * `value` is the estimate from all blocks. It counts as settled: the blocks are too few to decide, and the caller knows
 * the series that they are from.
 */
export interface JackknifeEstimate extends Uncertain {
  /** n value - (n - 1) times the mean of the estimates that leave one block out */
  readonly biasCorrected: number
  /** [block] → n value - (n - 1) times the estimate without it; their mean is `biasCorrected` */
  readonly pseudovalues: Float64Array
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
    settled: true,
    pseudovalues: partial.map((one) => n * value - (n - 1) * one),
  }
}

/**
 * The same over the blocks of several replicas, in their order, where blocks may still be correlated
 * and replicas may differ: pseudovalues are what each block adds to the estimate, and standardError is
 * that of their mean as series of the replicas (`estimateSeries`).
 * @throws RangeError for fewer than two blocks.
 */
export function jackknifeReplicas<T>(
  replicas: readonly (readonly T[])[],
  estimate: (kept: readonly T[]) => number,
): JackknifeEstimate {
  const found = jackknife(replicas.flat(), estimate)
  let from = 0
  const series = replicas.map(({ length }) => {
    from += length
    return found.pseudovalues.subarray(from - length, from)
  })
  return { ...found, standardError: estimateSeries(series).standardError! }
}
