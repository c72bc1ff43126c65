import { describe, expect, it } from 'vitest'
import { configurationalEntropyIdeal, entropyClass } from '../../../src/formula/formula-entropy.ts'

describe('ideal configurational entropy', () => {
  it('is ln n for n equal amounts in any unit', () => {
    for (const n of [1, 2, 5, 13]) {
      expect(configurationalEntropyIdeal(Array(n).fill(0.7))).toBeCloseTo(Math.log(n), 14)
    }
    expect(configurationalEntropyIdeal([0.2, 0.2, 0.2, 0.2, 0.2])).toBeCloseTo(1.6094, 4)
  })

  it('does not see what is not there', () => {
    expect(configurationalEntropyIdeal([3, 0, 1])).toBe(configurationalEntropyIdeal([3, 1]))
    expect(configurationalEntropyIdeal([4])).toBe(0)
  })

  it('has three classes', () => {
    expect([1.61, 1.5, 1.2, 1, 0.99, 0].map(entropyClass)).toEqual([
      ...['high', 'medium', 'medium', 'medium', 'low', 'low'],
    ])
  })

  it.each([[[]], [[0, 0]], [[1, -1]], [[1, Number.NaN]], [[Infinity]]])('refuses %o', (amounts) => {
    expect(() => configurationalEntropyIdeal(amounts)).toThrow(RangeError)
  })
})
