export interface Point {
  readonly x: number
  readonly y: number
  /** One standard deviation of y; 0 where it is exact. */
  readonly error: number
}

export interface Slope {
  readonly slope: number
  /** One standard deviation; 0 where all values are exact. */
  readonly standardError: number
}

/**
 * The slope of the line of least squares, points weighted with 1/error². Where they scatter about the
 * line by more than their errors, be it that the relation is curved, the error grows with it (Birge's
 * ratio). Values that are exact in part weigh alike, and their scatter alone makes the error.
 * @throws RangeError for fewer than three points, or all at one x
 */
export function weightedSlope(points: readonly Point[]): Slope {
  const n = points.length
  if (n < 3) throw new RangeError('a slope with an error needs three points')
  const isWeighted = points.every(({ error }) => error > 0)
  const weights = points.map(({ error }) => (isWeighted ? 1 / (error * error) : 1))
  const sum = (term: (point: Point, index: number) => number) =>
    points.reduce((total, point, index) => total + weights[index]! * term(point, index), 0)
  const weight = sum(() => 1)
  const meanX = sum(({ x }) => x) / weight
  const meanY = sum(({ y }) => y) / weight
  const spread = sum(({ x }) => (x - meanX) * (x - meanX))
  if (!(spread > 0)) throw new RangeError('all points are at one x')
  const slope = sum(({ x, y }) => (x - meanX) * (y - meanY)) / spread
  const misfit = sum(({ x, y }) => {
    const off = y - meanY - slope * (x - meanX)
    return off * off
  })
  const scatter = misfit / (n - 2)
  const variance = (isWeighted ? Math.max(1, scatter) : scatter) / spread
  return { slope, standardError: Math.sqrt(variance) }
}
