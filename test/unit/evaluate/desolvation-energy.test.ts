import { describe, expect, it } from 'vitest'
import { desolvationEnergy, mostCommonLigands } from '../../../src/evaluate/desolvation-energy.ts'

const LABELS = ['bare', 'H2O:4', 'H2O:5', 'H2O:4 Cl-:1', 'H2O:6', 'H2O:5 Cl-:1']
const RT = 8.31446261815324e-3 * 298.15

const energy = (histogram: readonly number[], n?: number) =>
  desolvationEnergy(histogram, LABELS, 298.15, n)

describe('free energy of desolvation', () => {
  it('is RT ln of the ratio of full shells to those with one ligand less, of whatever kind', () => {
    expect(energy([0, 1, 3, 2, 30, 10])).toBeCloseTo(RT * Math.log(40 / 5), 12)
    expect(mostCommonLigands([0, 1, 3, 2, 30, 10], LABELS)).toBe(6)
  })

  it('is of the most common number of ligands, the larger of two', () => {
    expect(energy([0, 5, 7, 8, 1, 0])).toBeCloseTo(RT * Math.log(15 / 5), 12)
    expect(energy([0, 5, 5, 5, 10, 0])).toBe(0)
    expect(energy([0, 5, 7, 8, 1, 0], 6)).toBeCloseTo(RT * Math.log(1 / 15), 12)
  })

  it('is unknown where there is nothing to compare', () => {
    expect(energy([0, 0, 0, 0, 9, 0])).toBeNull()
    expect(energy([9, 0, 0, 0, 0, 0])).toBeNull()
    expect(energy([0, 0, 0, 0, 0, 0])).toBeNull()
    expect(energy([0, 0, 3, 0, 9, 0], 7)).toBeNull()
    expect(mostCommonLigands([0, 0, 0, 0, 0, 0], LABELS)).toBeNull()
  })
})
