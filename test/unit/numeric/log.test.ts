import { describe, expect, it } from 'vitest'
import { log } from '../../../src/numeric/log.ts'
import { nextUp, risesThrough, worstError } from './reference.ts'

describe('log', () => {
  it('is within 1 ulp of 60-digit values', () => {
    expect(worstError('log', log)).toBeLessThan(1)
  })

  it('would not pass with an error of 2 ulp', () => {
    expect(worstError('log', (x) => nextUp(nextUp(log(x))))).toBeGreaterThan(1)
  })

  it('has its limits', () => {
    expect(log(1)).toBe(0)
    expect(log(0)).toBe(-Infinity)
    expect(log(-0)).toBe(-Infinity)
    expect(log(-1)).toBeNaN()
    expect(log(-Infinity)).toBeNaN()
    expect(log(NaN)).toBeNaN()
    expect(log(Infinity)).toBe(Infinity)
  })

  it('rises through the points where its reduction changes', () => {
    for (const x of [Math.SQRT2, Math.SQRT1_2, 1, 2, 0.5, 2.2250738585072014e-308, 1e300]) {
      expect(risesThrough(x, log), `${x}`).toBe(true)
    }
  })
})
