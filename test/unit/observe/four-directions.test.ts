import { describe, expect, it } from 'vitest'
import { FourDirections } from '../../../src/observe/four-directions.ts'
import { DISPLACEMENTS, SHELL_ENDS } from '../../../src/observe/neighbour-shells.ts'
import { randomBelow } from './filling.ts'
import { order } from './naive-order.ts'

describe('classes of four directions', () => {
  it('has 64 displacements in six shells, nearest first', () => {
    const squares = DISPLACEMENTS.map((v) => v.reduce((sum, c) => sum + c * c, 0))
    expect(squares).toEqual(squares.toSorted((a, b) => a - b))
    expect(new Set(DISPLACEMENTS.map((v) => v.join())).size).toBe(64)
    expect(SHELL_ENDS.map((end) => squares[end - 1])).toEqual([3, 4, 8, 11, 12, 16])
    expect(SHELL_ENDS.slice(0, -1).map((end) => squares[end])).toEqual([4, 8, 11, 12, 16])
  })

  it('finds the six ways to take four corners of a cube, with q = 1 − n_A n_B/6', () => {
    const classes = new FourDirections()
    for (let a = 0; a < 8; a++) {
      for (let b = a + 1; b < 8; b++) {
        for (let c = b + 1; c < 8; c++) {
          for (let d = c + 1; d < 8; d++) {
            const inA = [a, b, c, d].filter((k) => k < 4).length
            const representative = classes.representatives[classes.classOf(a, b, c, d)]!
            expect(order(representative)).toBeCloseTo(1 - (inA * (4 - inA)) / 6, 12)
          }
        }
      }
    }
    expect(classes.representatives.length).toBe(6)
  })

  it('keeps all angles of any four displacements', () => {
    const classes = new FourDirections()
    const below = randomBelow('four directions')
    const cosines = (vectors: readonly (readonly number[])[]) =>
      vectors
        .flatMap((v, j) => vectors.slice(0, j).map((w) => [v, w] as const))
        .map(
          ([v, w]) =>
            v.reduce((sum, c, i) => sum + c * w[i]!, 0) / Math.hypot(...v) / Math.hypot(...w),
        )
        .sort((p, q) => p - q)
    for (let round = 0; round < 2000; round++) {
      const set = new Set<number>()
      while (set.size < 4) set.add(below(64))
      const [a, b, c, d] = [...set].sort((p, q) => p - q) as [number, number, number, number]
      const found = cosines(classes.representatives[classes.classOf(a, b, c, d)]!)
      const expected = cosines([a, b, c, d].map((k) => DISPLACEMENTS[k]!))
      for (const [k, cosine] of expected.entries()) expect(found[k]).toBeCloseTo(cosine, 12)
    }
  })
})
