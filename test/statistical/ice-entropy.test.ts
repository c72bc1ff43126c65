import { describe, expect, it } from 'vitest'
import { brokenBonds, iceEntropy } from '../support/ice-entropy.ts'
import { brokenBondsWithHexagons } from '../support/ice-rings.ts'

describe('residual entropy of ice Ic', { timeout: 120_000 }, () => {
  // 1.50747: Kolafa, J. Chem. Phys. 140, 204507 (2014). `npm run ice` has the error 2e-4.
  it('is ln 1.50747 in a box of 1728 waters', () => {
    const { value, standardError } = iceEntropy({
      cells: 12,
      nodes: 4,
      sweeps: 10_000,
      seed: 'ice',
    })
    expect(Math.abs(value - Math.log(1.50747)) / standardError).toBeLessThan(4)
    expect(standardError).toBeLessThan(0.004)
  })

  it('has as many broken bonds as rings of six leave, where longer ones do not matter', () => {
    const x = 0.6
    const { value, standardError } = brokenBonds(8, x, 10_000, 'rings')
    const deviation = (at: number) => Math.abs(value - brokenBondsWithHexagons(at)) / standardError
    expect(deviation(x)).toBeLessThan(4)
    expect(deviation(1.02 * x)).toBeGreaterThan(5)
  })
})
