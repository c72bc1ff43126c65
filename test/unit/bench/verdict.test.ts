import { describe, expect, it } from 'vitest'
import { judge, medianInterval } from '../../../bench/verdict.ts'

/** All 2ⁿ ways of n values to lie below or above the median: the share whose k-th values enclose it. */
function enclosed(n: number, rank: number): number {
  let ways = 0
  for (let bits = 0; bits < 2 ** n; bits++) {
    let below = 0
    for (let k = 0; k < n; k++) below += (bits >> k) & 1
    if (below >= rank && n - below >= rank) ways++
  }
  return ways / 2 ** n
}

describe('medianInterval', () => {
  it('leaves out as many ends as 95 % allow, by enumeration', () => {
    for (let n = 1; n <= 14; n++) {
      const values = Array.from({ length: n }, (_, k) => n - 1 - k)
      const ranks = Array.from({ length: n >> 1 }, (_, k) => k + 1)
      const allowed = ranks.filter((rank) => enclosed(n, rank) >= 0.95)
      const rank = Math.max(0, ...allowed)
      const wanted = rank === 0 ? null : new Set([rank - 1, n - rank])
      const found = medianInterval(values)
      expect(found === null ? null : new Set(found)).toEqual(wanted)
    }
  })

  it('says nothing below six values', () => {
    expect(medianInterval([1, 2, 3, 4, 5])).toBeNull()
    expect(medianInterval([6, 1, 2, 3, 4, 5])).toEqual([1, 6])
  })
})

describe('judge', () => {
  it('takes a loss of a fifth for one', () => {
    const verdict = judge([1.19, 1.22, 1.16, 1.25, 1.2, 1.18])
    expect(verdict).toMatchObject({ kind: 'slower', isLoss: true, isSettled: true })
    expect(verdict.ratio).toBeCloseTo(1.195, 12)
  })

  it('has no verdict inside the spread, however large the median', () => {
    const verdict = judge([0.99, 1.3, 1.3, 1.3, 1.3, 1.3])
    expect(verdict).toMatchObject({ kind: 'undecided', isLoss: false, isSettled: false })
  })

  it('calls a small loss slower and lets it pass', () => {
    const verdict = judge([1.02, 1.03, 1.04, 1.05, 1.06, 1.07])
    expect(verdict).toMatchObject({ kind: 'slower', isLoss: false, isSettled: true })
  })

  it('wants more pairs while the limit is inside the interval', () => {
    expect(judge([1.1, 1.19, 1.2, 1.2, 1.21, 1.22])).toMatchObject({
      isLoss: true,
      isSettled: false,
    })
    expect(judge([1.2, 1.2, 1.2, 1.2, 1.2])).toMatchObject({ kind: 'undecided', isSettled: false })
  })

  it('finds what is faster', () => {
    expect(judge([0.8, 0.82, 0.84, 0.85, 0.9, 0.97])).toMatchObject({
      kind: 'faster',
      isLoss: false,
    })
  })
})
