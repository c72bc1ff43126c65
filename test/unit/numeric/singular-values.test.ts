import { expect, test } from 'vitest'
import { dot, singularDirections } from '../../../src/numeric/singular-values.ts'

const ROWS = [
  [3, 1, -2, 0.5],
  [1, -1, 4, 2],
  [0.1, 7, 0, -3],
]

test('directions are orthonormal, and as strong as the values say', () => {
  const { values, directions } = singularDirections(ROWS, 4)
  for (const [k, direction] of directions.entries()) {
    const image = ROWS.map((row) => dot(row, direction))
    expect(Math.sqrt(dot(image, image))).toBeCloseTo(values[k]!, 12)
    for (const [j, other] of directions.entries()) {
      expect(dot(direction, other)).toBeCloseTo(j === k ? 1 : 0, 12)
      const otherImage = ROWS.map((row) => dot(row, other))
      if (j !== k) expect(dot(image, otherImage)).toBeCloseTo(0, 11)
    }
  }
  expect(values[3]).toBeCloseTo(0, 12)
  expect([...values].sort((a, b) => b - a)).toEqual(values)
})

test('singular values of a matrix that can be done by hand', () => {
  // AᵀA = [[25, 20], [20, 25]] has the eigenvalues 45 and 5.
  const { values, directions } = singularDirections(
    [
      [3, 0],
      [4, 5],
    ],
    2,
  )
  expect(values[0]).toBeCloseTo(Math.sqrt(45), 12)
  expect(values[1]).toBeCloseTo(Math.sqrt(5), 12)
  expect(Math.abs(directions[0]![0]!)).toBeCloseTo(Math.SQRT1_2, 12)
})

test('no demands at all leave every direction free', () => {
  expect(singularDirections([], 2).values).toEqual([0, 0])
})
