import { describe, expect, it } from 'vitest'
import { logFactorial } from '../../../src/numeric/log-factorial.ts'

describe('ln n!', () => {
  it('is the sum of logarithms on both sides of where the series begins', () => {
    let sum = 0
    for (let n = 1; n <= 300; n++) {
      sum += Math.log(n)
      expect(Math.abs(logFactorial(n) - sum)).toBeLessThanOrEqual(1e-13 * (1 + sum))
    }
    expect(logFactorial(0)).toBe(0)
  })

  it('refuses other numbers', () => {
    expect(() => logFactorial(-1)).toThrow(RangeError)
    expect(() => logFactorial(1.5)).toThrow(RangeError)
  })
})
