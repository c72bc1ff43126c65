import { describe, expect, it } from 'vitest'
import { reducedChemicalPotential } from '../../support/insertion.ts'

describe('chemical potential by insertion', () => {
  it('is −ln of the mean, in kT', () => {
    expect(reducedChemicalPotential(1)).toBe(-0)
    expect(reducedChemicalPotential(Math.exp(-3))).toBeCloseTo(3, 14)
  })

  it('is unknown where nothing fits in', () => {
    expect(reducedChemicalPotential(0)).toBeNull()
  })
})
