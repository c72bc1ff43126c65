import { describe, expect, test } from 'vitest'
import { lineThrough } from '../../../src/statistics/fits.ts'
import { exact } from '../../../src/statistics/uncertain.ts'

const points = (values: readonly number[], error: number) => values.map((y, x) => ({ x, y, error }))

describe('the slope of a weighted line', () => {
  test('has the error of least squares where values lie on a line', () => {
    const { value: slope, standardError } = lineThrough(points([1, 3, 5, 7], 0.1)).slope
    expect(slope).toBeCloseTo(2, 12)
    // σ/√Σ(x − x̄)²
    expect(standardError).toBeCloseTo(0.1 / Math.sqrt(5), 12)
  })

  test('has a larger error where they do not', () => {
    const bent = lineThrough(points([0, 1, 4, 9], 0.1)).slope
    expect(bent.value).toBeCloseTo(3, 12)
    // Residuals 1, −1, −1, 1: χ²/(n − 2) = 200.
    expect(bent.standardError).toBeCloseTo(Math.sqrt(200) * (0.1 / Math.sqrt(5)), 10)
  })

  test('listens to precise points more', () => {
    const given = points([0, 1, 10], 1).map((p, i) => ({ ...p, error: i === 2 ? 1000 : 0.001 }))
    expect(lineThrough(given).slope.value).toBeCloseTo(1, 3)
  })

  test('of exact values has the error of their scatter', () => {
    expect(lineThrough(points([0, 1, 2], 0)).slope).toEqual(exact(1))
    expect(lineThrough(points([0, 1, 0], 0)).slope.standardError).toBeGreaterThan(0)
  })

  test('is settled where all points are', () => {
    const given = points([0, 1, 3], 1)
    expect(lineThrough(given).slope.settled).toBe(true)
    const unsettled = given.map((point, k) => ({ ...point, settled: k !== 1 }))
    expect(lineThrough(unsettled).slope.settled).toBe(false)
  })

  test('does not exist for two points, or at one x', () => {
    expect(() => lineThrough(points([1, 2], 1)).slope).toThrow(RangeError)
    expect(() => lineThrough([1, 2, 3].map((y) => ({ x: 1, y, error: 1 }))).slope).toThrow(
      RangeError,
    )
  })
})
