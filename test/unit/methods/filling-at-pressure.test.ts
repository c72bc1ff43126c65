import { describe, expect, it } from 'vitest'
import { fillingAtPressure } from '../../../src/methods/filling-at-pressure.ts'

/** MPa of a filling: 2000 for all sites, 0 at 0.54. */
const line = (filling: number) => 2000 * (filling - 0.54)

/** Looks for zero pressure where trials are off by so much, one after the other. */
function search(first: number, noise: readonly number[], pressureOf = line) {
  const asked: number[] = []
  const trials = fillingAtPressure(first, 0)
  let step = trials.next()
  while (!step.done) {
    const filling = step.value
    const value = pressureOf(filling) + (noise[asked.length] ?? 0)
    asked.push(filling)
    step = trials.next({ filling, pressure: { value, standardError: 5, settled: true } })
  }
  return { asked, found: step.value }
}

describe('the filling of a pressure', () => {
  it('is where a straight line through the trials says', () => {
    const { asked, found } = search(0.58, [])
    expect(found).toBeCloseTo(0.54, 6)
    expect(asked).toHaveLength(4)
  })

  it('is found though two trials side by side are in the wrong order', () => {
    // As in 2 mol/kg ZnSO4 at 260 K: 37 MPa at 0.586, 51 MPa at 0.562.
    const { asked, found } = search(0.57, [-30, 30])
    expect(asked).toHaveLength(5)
    expect(asked[2]).toBeLessThan(asked[1]! - 0.02)
    expect(found).toBeCloseTo(0.54, 2)
  })

  it('is found though the third trial is not in order with the two before', () => {
    // As in 2 mol/kg ZnBr2: 14 MPa at 0.566, -14 MPa at 0.572.
    const { asked, found } = search(0.55, [-10, 2, -60])
    expect(asked).toHaveLength(4)
    expect(asked[3]! - asked[2]!).toBeCloseTo(0.024, 6)
    expect(Math.abs(found! - 0.54)).toBeLessThan(0.02)
  })

  it('is not told where the pressure does not rise, or stays out of reach', () => {
    expect(search(0.57, [], () => 40).found).toBeNull()
    expect(search(0.57, [], (filling) => -line(filling)).found).toBeNull()
    expect(search(0.57, [], (filling) => 500 + 10 * filling).found).toBeNull()
  })
})
