import { describe, expect, test } from 'vitest'
import {
  difference,
  exact,
  exponential,
  logarithm,
  product,
  ratio,
  scaled,
  sum,
  type Uncertain,
  weightedMean,
  weightedSum,
} from '../../../src/statistics/uncertain.ts'

const a: Uncertain = { value: 3, standardError: 0.3, settled: true }
const b: Uncertain = { value: -2, standardError: 0.4, settled: false }

/** The first-order error of a function of two independent numbers, by finite differences. */
function propagated(f: (x: number, y: number) => number): number {
  const h = 1e-6
  const dx = (f(a.value + h, b.value) - f(a.value - h, b.value)) / (2 * h)
  const dy = (f(a.value, b.value + h) - f(a.value, b.value - h)) / (2 * h)
  return Math.hypot(dx * a.standardError, dy * b.standardError)
}

describe('an uncertain number', () => {
  test.each<[string, Uncertain, (x: number, y: number) => number]>([
    ['sum', sum([a, b]), (x, y) => x + y],
    ['difference', difference(a, b), (x, y) => x - y],
    ['weighted sum', weightedSum([a, b], [2, -3]), (x, y) => 2 * x - 3 * y],
    ['product', product(a, b), (x, y) => x * y],
    ['ratio', ratio(a, b), (x, y) => x / y],
  ])('has the value and the first-order error of its %s', (_, found, f) => {
    expect(found.value).toBeCloseTo(f(a.value, b.value), 12)
    expect(found.standardError).toBeCloseTo(propagated(f), 8)
    expect(found.settled).toBe(false)
  })

  test.each<[string, Uncertain, (x: number) => number]>([
    ['multiple', scaled(a, -2), (x) => -2 * x],
    ['exponential', exponential(a), Math.exp],
    ['logarithm', logarithm(a), Math.log],
  ])('has the value and the first-order error of its %s', (_, found, f) => {
    expect(found.value).toBeCloseTo(f(a.value), 12)
    expect(found.standardError).toBeCloseTo(propagated(f), 6)
    expect(found.settled).toBe(true)
  })

  test('is exact where it is said to be', () => {
    expect(sum([exact(1), exact(2)])).toEqual(exact(3))
  })

  test('of several estimates lies nearer to the better one, with a smaller error than any', () => {
    const mean = weightedMean([a, { value: 4, standardError: 0.1, settled: true }])!
    // (3/0.09 + 4/0.01)/(1/0.09 + 1/0.01) by hand: 3.9, error √(1/111.1…) = √0.009.
    expect(mean.value).toBeCloseTo(3.9, 12)
    expect(mean.standardError).toBeCloseTo(Math.sqrt(0.009), 12)
    expect(weightedMean([])).toBeNull()
  })
})
