import { meanVariance, seriesBlocks } from './series.ts'
import type { Uncertain } from './uncertain.ts'

export interface Point {
  readonly x: number
  readonly y: number
  /** Standard error of y; absent if it is estimated from the scatter. */
  readonly error?: number
  /** Whether y is at equilibrium and was measured often enough for its error; it is, unless this says otherwise. */
  readonly settled?: boolean
}

/** Everything of a line is settled where all its points are. */
export interface Line {
  readonly slope: Uncertain
  at(x: number): Uncertain
  /** Where the line is zero. */
  readonly zero: Uncertain
  /** [point] → share of its y in the slope: slope = Σ share y. */
  readonly shares: readonly number[]
}

/**
 * The straight line of least squares, weighted by 1/error². Errors follow from those of the points, and are
 * enlarged where the points scatter more than that; points without errors count alike and their scatter is
 * all there is.
 * @throws RangeError for fewer than three points, or all at one x
 */
export function lineThrough(points: readonly Point[]): Line {
  if (points.length < 3) throw new RangeError(`no line through ${points.length} points`)
  const isKnown = points.every(({ error }) => error !== undefined && error > 0)
  const weights = points.map(({ error }) => (isKnown ? 1 / (error! * error!) : 1))
  const total = sum(weights)
  const mean = sum(points.map(({ x }, k) => weights[k]! * x)) / total
  const height = sum(points.map(({ y }, k) => weights[k]! * y)) / total
  const spread = sum(points.map(({ x }, k) => weights[k]! * (x - mean) * (x - mean)))
  if (!(spread > 0)) throw new RangeError('no line through points at one x')
  const shares = points.map(({ x }, k) => (weights[k]! * (x - mean)) / spread)
  const slope = sum(points.map(({ y }, k) => shares[k]! * y))
  const rest = points.map(({ x, y }) => y - height - slope * (x - mean))
  const scatter = sum(rest.map((r, k) => weights[k]! * r * r)) / (points.length - 2)
  const factor = isKnown ? Math.max(1, scatter) : scatter
  const errorAt = (x: number) =>
    Math.sqrt(factor * (1 / total + ((x - mean) * (x - mean)) / spread))
  const zero = mean - height / slope
  const settled = areSettled(points)
  return {
    slope: { value: slope, standardError: Math.sqrt(factor / spread), settled },
    at: (x) => ({ value: height + slope * (x - mean), standardError: errorAt(x), settled }),
    zero: { value: zero, standardError: errorAt(zero) / Math.abs(slope), settled },
    shares,
  }
}

function areSettled(points: readonly Point[]): boolean {
  return points.every(({ settled }) => settled ?? true)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

const BLOCKS = 8

/**
 * Cov(a, b) of two series measured together, with the error from the scatter of eight blocks. It is taken to be
 * settled: whether it is, is seen from the series.
 */
export function covarianceOf(a: Float64Array, b: Float64Array): Uncertain {
  const value = covariance(a, b)
  const others = seriesBlocks(b, BLOCKS)
  const parts = seriesBlocks(a, BLOCKS).map((part, k) => covariance(part, others[k]!))
  const { variance } = meanVariance(Float64Array.from(parts))
  return { value, standardError: Math.sqrt(variance! / BLOCKS), settled: true }
}

function covariance(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [meanVariance(a).mean, meanVariance(b).mean]
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += (a[k]! - meanA) * (b[k]! - meanB)
  return sum / (a.length - 1)
}
