import { expect, test } from 'vitest'
import { covarianceOf, lineThrough } from '../../../src/statistics/fits.ts'

test('a line through points on it has no error', () => {
  const line = lineThrough([1, 2, 5].map((x) => ({ x, y: 3 - 0.5 * x })))
  expect(line.slope.value).toBeCloseTo(-0.5, 14)
  expect(line.zero.value).toBeCloseTo(6, 12)
  expect(line.zero.standardError).toBeCloseTo(0, 12)
  expect(line.at(10).value).toBeCloseTo(-2, 12)
})

test('errors of points carry over, and grow away from them', () => {
  const points = [-1, 0, 1].map((x) => ({ x, y: x, error: 0.3 }))
  const line = lineThrough(points)
  // Var(slope) = σ²/Σ(x − x̄)², Var(y at x) = σ²(1/n + x²/2)
  expect(line.slope.standardError).toBeCloseTo(0.3 / Math.SQRT2, 12)
  expect(line.at(2).standardError).toBeCloseTo(0.3 * Math.sqrt(1 / 3 + 2), 12)
})

test('points that scatter more than their errors enlarge them', () => {
  const off = [0, 1, 0, -1, 0].map((y, x) => ({ x, y, error: 0.01 }))
  const honest = off.map(({ x, y }) => ({ x, y }))
  expect(lineThrough(off).slope.standardError).toBeCloseTo(
    lineThrough(honest).slope.standardError,
    12,
  )
})

test('too few points, or all at one place, are refused', () => {
  expect(() => lineThrough([{ x: 0, y: 0 }])).toThrow(RangeError)
  expect(() => lineThrough([0, 1, 2].map((y) => ({ x: 1, y })))).toThrow(/one x/)
})

test('the covariance of a series with itself is its variance', () => {
  const series = Float64Array.from({ length: 16 }, (_, k) => (k % 2 === 0 ? 1 : -1))
  expect(covarianceOf(series, series).value).toBeCloseTo(16 / 15, 12)
  expect(covarianceOf(series, series).standardError).toBeCloseTo(0, 12)
  const opposite = series.map((value) => -3 * value)
  expect(covarianceOf(series, opposite).value).toBeCloseTo(-48 / 15, 12)
})
