import { describe, expect, it } from 'vitest'
import { erf, erfc } from '../../../src/numeric/erfc.ts'
import { errorInUlps, nextUp, readReferences, risesThrough, worstError } from './reference.ts'

describe('erfc', () => {
  it('is within 1 ulp of 60-digit values, 1.1 ulp above 8', () => {
    for (const reference of readReferences('erfc')) {
      const bound = reference.x < 8 ? 1 : 1.1
      expect(errorInUlps(erfc(reference.x), reference), `${reference.x}`).toBeLessThan(bound)
    }
  })

  it('would not pass with an error of 2 ulp', () => {
    expect(worstError('erfc', (x) => nextUp(nextUp(erfc(x))))).toBeGreaterThan(1.1)
  })

  it('has its limits', () => {
    expect(erfc(0)).toBe(1)
    expect(erfc(Infinity)).toBe(0)
    expect(erfc(30)).toBe(0)
    expect(erfc(27.29)).toBe(0)
    expect(erfc(-Infinity)).toBe(2)
    expect(erfc(-30)).toBe(2)
    expect(erfc(NaN)).toBeNaN()
  })

  it('falls where its form changes', () => {
    for (const x of [0.25, 0.5, 0.8, -0.5, -0.8, -6]) {
      expect(
        risesThrough(-x, (y) => erfc(-y)),
        `${x}`,
      ).toBe(true)
    }
  })
})

describe('erf', () => {
  it('is within 1 ulp of 60-digit values', () => {
    expect(worstError('erf', erf)).toBeLessThan(1)
  })

  it('would not pass with an error of 2 ulp', () => {
    expect(worstError('erf', (x) => nextUp(nextUp(erf(x))))).toBeGreaterThan(1)
  })

  it('is odd and has its limits', () => {
    expect(erf(0)).toBe(0)
    expect(erf(-0)).toBe(-0)
    expect(erf(Infinity)).toBe(1)
    expect(erf(-Infinity)).toBe(-1)
    expect(erf(NaN)).toBeNaN()
    for (const x of [0.1, 0.6, 1.5, 5]) expect(erf(-x)).toBe(-erf(x))
  })
})
