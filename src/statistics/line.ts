export interface Point {
  readonly x: number
  readonly y: number
  /** Standard error of y; absent where only the scatter tells. */
  readonly error?: number
}

interface Value {
  readonly value: number
  readonly standardError: number
}

export interface Line {
  readonly slope: Value
  at(x: number): Value
  /** Where the line is zero. */
  readonly zero: Value
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
  return {
    slope: { value: slope, standardError: Math.sqrt(factor / spread) },
    at: (x) => ({ value: height + slope * (x - mean), standardError: errorAt(x) }),
    zero: { value: zero, standardError: errorAt(zero) / Math.abs(slope) },
    shares,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
