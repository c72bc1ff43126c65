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

/**
 * The slope of the line of least squares, points weighted with 1/error². Where they scatter about the
 * line by more than their errors, be it that the relation is curved, the error grows with it (Birge's
 * ratio). Values that are exact in part weigh alike, and their scatter alone makes the error.
 * @throws RangeError for fewer than three points, or all at one x
 */
export function weightedSlope(points: readonly (Point & { readonly error: number })[]): Uncertain {
  const n = points.length
  if (n < 3) throw new RangeError('a slope with an error needs three points')
  const isWeighted = points.every(({ error }) => error > 0)
  const weights = points.map(({ error }) => (isWeighted ? 1 / (error * error) : 1))
  const weighted = (term: (point: Point) => number) =>
    points.reduce((total, point, index) => total + weights[index]! * term(point), 0)
  const weight = weighted(() => 1)
  const meanX = weighted(({ x }) => x) / weight
  const meanY = weighted(({ y }) => y) / weight
  const spread = weighted(({ x }) => (x - meanX) * (x - meanX))
  if (!(spread > 0)) throw new RangeError('all points are at one x')
  const slope = weighted(({ x, y }) => (x - meanX) * (y - meanY)) / spread
  const misfit = weighted(({ x, y }) => {
    const off = y - meanY - slope * (x - meanX)
    return off * off
  })
  const scatter = misfit / (n - 2)
  const variance = (isWeighted ? Math.max(1, scatter) : scatter) / spread
  return { value: slope, standardError: Math.sqrt(variance), settled: areSettled(points) }
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
