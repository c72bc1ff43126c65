import { describe, expect, it } from 'vitest'
import { cos, PI, sin } from '../../../src/numeric/trigonometry.ts'
import { nextUp, risesThrough, worstError } from './reference.ts'

describe.each([
  { name: 'sin', evaluate: sin },
  { name: 'cos', evaluate: cos },
])('$name', ({ name, evaluate }) => {
  it('is within 1 ulp of 60-digit values, near multiples of pi / 2 too', () => {
    expect(worstError(name, evaluate)).toBeLessThan(1)
  })

  it('would not pass with an error of 2 ulp', () => {
    expect(worstError(name, (x) => nextUp(nextUp(evaluate(x))))).toBeGreaterThan(1)
  })

  it('is not a number where there is no angle', () => {
    expect(evaluate(NaN)).toBeNaN()
    expect(evaluate(Infinity)).toBeNaN()
    expect(evaluate(-Infinity)).toBeNaN()
  })

  it('refuses angles that its reduction is not made for', () => {
    expect(() => evaluate(1000001)).toThrow(RangeError)
    expect(() => evaluate(-1e300)).toThrow(RangeError)
  })
})

describe('sin and cos', () => {
  it('have their parities and exact values', () => {
    expect(sin(0)).toBe(0)
    expect(sin(-0)).toBe(-0)
    expect(cos(0)).toBe(1)
    for (const x of [0.3, 1, 2.5, 1000.1, 54321.9]) {
      expect(sin(-x)).toBe(-sin(x))
      expect(cos(-x)).toBe(cos(x))
    }
  })

  it('rise through the points where the reduction changes', () => {
    expect(risesThrough(PI / 4, sin)).toBe(true)
    expect(risesThrough(-PI / 4, sin)).toBe(true)
    expect(risesThrough(-PI / 4, cos)).toBe(true)
    expect(risesThrough((5 * PI) / 4, cos)).toBe(true)
  })
})
