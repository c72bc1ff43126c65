import { meanVariance } from './mean-variance.ts'
import { seriesBlocks } from './series-blocks.ts'

const BLOCKS = 8

interface Value {
  readonly value: number
  readonly standardError: number
}

/** Cov(a, b) of two series measured together, with the error from the scatter of eight stretches. */
export function covarianceOf(a: Float64Array, b: Float64Array): Value {
  const value = covariance(a, b)
  const others = seriesBlocks(b, BLOCKS)
  const parts = seriesBlocks(a, BLOCKS).map((part, k) => covariance(part, others[k]!))
  const { variance } = meanVariance(Float64Array.from(parts))
  return { value, standardError: Math.sqrt(variance! / BLOCKS) }
}

function covariance(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [meanVariance(a).mean, meanVariance(b).mean]
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += (a[k]! - meanA) * (b[k]! - meanB)
  return sum / (a.length - 1)
}
