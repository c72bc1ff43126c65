import { describe, expect, it } from 'vitest'
import { gaussRule } from '../../../src/numeric/gauss-rule.ts'

describe('Gauss rule', () => {
  it.each([
    [1, 0],
    [5, 0],
    [12, 0],
    [8, 1],
    [16, 2],
  ])('of %i nodes for y^%i integrates polynomials of degree 2n − 1 and no more', (n, power) => {
    const rule = gaussRule(n, power)
    const moment = (degree: number) =>
      rule.reduce((sum, { at, weight }) => sum + weight * at ** degree, 0)
    for (let degree = 0; degree < 2 * n; degree++) {
      expect(moment(degree) * (degree + power + 1)).toBeCloseTo(1, 12)
    }
    if (n < 8) expect(Math.abs(moment(2 * n) * (2 * n + power + 1) - 1)).toBeGreaterThan(1e-8)
  })

  it('has the nodes of Abramowitz and Stegun, table 25.4', () => {
    const [first] = gaussRule(4)
    expect(2 * first!.at - 1).toBeCloseTo(-0.861136311594053, 14)
    expect(2 * first!.weight).toBeCloseTo(0.347854845137454, 14)
  })

  it('refuses what is no rule', () => {
    expect(() => gaussRule(0)).toThrow(RangeError)
    expect(() => gaussRule(3, 0.5)).toThrow(RangeError)
  })
})
