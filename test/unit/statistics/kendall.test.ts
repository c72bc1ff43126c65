import { describe, expect, test } from 'vitest'
import { inversionShares, kendall } from '../../../src/statistics/kendall.ts'

/** All orders of the values. */
function permutations(values: readonly number[]): number[][] {
  if (values.length < 2) return [[...values]]
  return values.flatMap((first, index) =>
    permutations(values.toSpliced(index, 1)).map((rest) => [first, ...rest]),
  )
}

describe("Kendall's τ", () => {
  test('is 1 for what rises, −1 for what falls, 0 in between', () => {
    expect(kendall([1, 2, 5]).tau).toBe(1)
    expect(kendall([5, 2, 1]).tau).toBe(-1)
    expect(kendall([2, 4, 1, 3]).tau).toBe(0)
  })

  test('has the published numbers of inversions', () => {
    // Mahonian numbers, OEIS A008302, row 5.
    const counts = inversionShares(5).map((share) => Math.round(120 * share))
    expect(counts).toEqual([1, 4, 9, 15, 20, 22, 20, 15, 9, 4, 1])
  })

  test.each([
    [3, 1, 4, 2],
    [1, 2, 3, 4],
    [4, 3, 2, 1],
    [2, 1, 3, 5, 4],
  ])('is as large by chance as often as among all orders', (...values) => {
    const { tau, chance } = kendall(values)
    const all = permutations(values).map((order) => kendall(order).tau)
    const asLarge = all.filter((other) => other >= tau - 1e-12).length
    expect(chance).toBeCloseTo(asLarge / all.length, 12)
  })

  test('does not exist for one value', () => {
    expect(() => kendall([1])).toThrow(RangeError)
  })
})
