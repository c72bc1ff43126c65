import { describe, expect, it } from 'vitest'
import { parseForceField } from '../../../src/forcefield/parse-force-field.ts'
import { saltsOf } from '../../../src/forcefield/salt.ts'
import { AQUEOUS } from '../scenario/shipped.ts'

describe('saltsOf', () => {
  const salts = saltsOf(parseForceField(AQUEOUS, 'aqueous.yaml').species)

  it('writes formulas as chemists do', () => {
    expect([...salts.keys()]).toEqual([
      ...['ZnCl2', 'ZnBr2', 'Zn(ClO4)2', 'ZnSO4', 'LiCl', 'LiBr', 'LiClO4', 'Li2SO4'],
      ...['NaCl', 'NaBr', 'NaClO4', 'Na2SO4', 'MgCl2', 'MgBr2', 'Mg(ClO4)2', 'MgSO4'],
    ])
  })

  it('makes them neutral', () => {
    for (const { cation, anion, cations, anions } of salts.values()) {
      expect(cations * cation.charge + anions * anion.charge).toBe(0)
    }
  })

  it('reduces to the smallest unit and groups what is more than an element', () => {
    const { species } = parseForceField(
      'species: { NH4+: { charge: 1 }, La3+: { charge: 3 }, SO4^2-: { charge: -2 }, X: { charge: -3 } }',
      'test.yaml',
    )
    expect([...saltsOf(species).keys()]).toEqual(['(NH4)2SO4', '(NH4)3X', 'La2(SO4)3', 'LaX'])
  })
})
