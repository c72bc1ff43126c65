import { describe, expect, it } from 'vitest'
import { log, log1p } from '../../../src/numeric/log.ts'
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

describe('log1p', () => {
  it('is within 1 ulp of 60-digit values', () => {
    expect(worstError('log1p', log1p)).toBeLessThan(1)
  })

  it('would not pass with an error of 2 ulp, nor as log(1 + x)', () => {
    expect(worstError('log1p', (x) => nextUp(nextUp(log1p(x))))).toBeGreaterThan(1)
    expect(worstError('log1p', (x) => log(1 + x))).toBeGreaterThan(1e6)
  })

  it('has its limits', () => {
    expect(log1p(0)).toBe(0)
    expect(log1p(-0)).toBe(-0)
    expect(log1p(-1)).toBe(-Infinity)
    expect(log1p(-1.5)).toBeNaN()
    expect(log1p(NaN)).toBeNaN()
    expect(log1p(Infinity)).toBe(Infinity)
  })

  it('rises through the points where its reduction changes', () => {
    for (const x of [0.4142, -0.2928, 1, -0.5, 2 ** -54, -(2 ** -54), 2 ** 54]) {
      expect(risesThrough(x, log1p), `${x}`).toBe(true)
    }
  })
})
