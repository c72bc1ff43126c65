import { describe, expect, it } from 'vitest'
import { exp } from '../../../src/numeric/exp.ts'
import { nextUp, risesThrough, worstError } from './reference.ts'

describe('exp', () => {
  it('is within 1 ulp of 60-digit values', () => {
    expect(worstError('exp', exp)).toBeLessThan(1)
  })

  it('would not pass with an error of 2 ulp', () => {
    expect(worstError('exp', (x) => nextUp(nextUp(exp(x))))).toBeGreaterThan(1)
  })

  it('has its limits', () => {
    expect(exp(0)).toBe(1)
    expect(exp(-0)).toBe(1)
    expect(exp(Infinity)).toBe(Infinity)
    expect(exp(-Infinity)).toBe(0)
    expect(exp(NaN)).toBeNaN()
    expect(exp(709.7827128933841)).toBe(Infinity)
    expect(exp(709.782712893384)).toBeLessThan(Infinity)
    expect(exp(-745.1332191019411)).toBe(Number.MIN_VALUE)
    expect(exp(-745.1332191019412)).toBe(0)
  })

  it('rises through the points where its reduction changes', () => {
    for (const k of [-1074, -1022, -64, -1, 0, 1, 2, 100, 1022]) {
      expect(risesThrough((k + 0.5) * Math.LN2, exp), `k = ${k}`).toBe(true)
    }
  })
})
