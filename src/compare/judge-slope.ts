import { lineThrough } from '../statistics/fits.ts'
import { kendall } from '../statistics/kendall.ts'
import { outcome, type SlopeComparison } from './comparison.ts'
import type { Reading } from './reading.ts'
import { type Ruling, verdictOf } from './ruling.ts'
import type { SlopeStatement } from './statement.ts'

export interface SlopePoint {
  readonly x: number
  readonly reading: Reading
}

const FEWEST = 3

/**
 * The points without those whose only fault is that they are not at equilibrium, if enough for a slope remain. Else all
 * points, so that the statement stays undecided.
 */
export function settledPoints(points: readonly SlopePoint[]): readonly SlopePoint[] {
  const settled = points.filter(({ reading }) => reading.secondsToSettle === null)
  return settled.length < FEWEST ? points : settled
}

/** Decided by the slope of the line of least squares. Kendall's τ, which depends on the order alone, is added. */
export function judgeSlope(
  { sign, along, sigmas: needed }: SlopeStatement,
  points: readonly SlopePoint[],
): Ruling {
  const readings = points.map(({ reading }) => reading)
  const direction = sign === 'rises' ? 1 : -1
  const known = points
    .flatMap(({ x, reading: { value: y, standardError } }) =>
      y === null ? [] : [{ x, y, error: standardError ?? 0 }],
    )
    .sort((a, b) => a.x - b.x)
  if (known.length < FEWEST) {
    const reasons = [`there are ${known.length} values along ${along}, and a slope needs ${FEWEST}`]
    return { verdict: 'undecided', reasons, readings, comparisons: [], rank: null }
  }
  const { value: slope, standardError } = lineThrough(known).slope
  const sigmas = standardError > 0 ? (direction * slope) / standardError : null
  const comparison: SlopeComparison = { kind: 'slope', along, slope, standardError, sigmas }
  const verdict = verdictOf([outcome(direction * slope, sigmas, needed)])
  const reasons = verdict === 'undecided' ? [`the slope is 0 within ${needed} standard errors`] : []
  const rank = kendall(known.map(({ y }) => direction * y))
  return { verdict, reasons, readings, comparisons: [comparison], rank }
}
