import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formulaEntropy } from '../../../src/formula/formula-entropy.ts'
import { parseSolids } from '../../../src/formula/parse-solids.ts'
import { readFormula } from '../../../src/formula/read-formula.ts'
import { readFractions } from '../../../src/formula/read-fractions.ts'

const ofFormula = (formula: string) => formulaEntropy(readFormula(formula))
const ofFractions = (text: string) => formulaEntropy(readFractions(text))
const SOLIDS = new URL('../../../scenarios/reference/solids.yaml', import.meta.url)

describe('entropy of a formula', () => {
  it('is ln 5 for five equal cations, however often their site is in the formula', () => {
    for (const formula of ['(Mg,Co,Ni,Cu,Zn)O', '(Cr0.2Mn0.2Fe0.2Co0.2Ni0.2)3O4', '(CrMnFeCoNi)']) {
      expect(ofFormula(formula).entropy).toBeCloseTo(Math.log(5), 12)
    }
    expect(ofFormula('(Cr,Mn,Fe,Co,Ni)3O4').entropyPerFormulaUnit).toBeCloseTo(3 * Math.log(5), 12)
  })

  it('adds cation and anion sites up, and is nothing where each element has its own', () => {
    expect(ofFormula('(Ti,V)(O,F,S)').entropy).toBeCloseTo(Math.log(2) + Math.log(3), 12)
    expect(ofFormula('LiCoO2')).toMatchObject({ entropy: 0, classByEntropy: 'low', agree: true })
  })

  it('has the classes of the review', () => {
    const classOf = (text: string) => ofFractions(text).classByEntropy
    expect(classOf('1 1 1 1 1')).toBe('high')
    expect(classOf('1 1 1 1')).toBe('medium')
    expect(classOf('1 1 1')).toBe('medium')
    expect(classOf('1 1')).toBe('low')
    // ln(4 + r) − r ln r/(4 + r) of four equal amounts and r crosses 1.5 near r = 0.17.
    expect(classOf('1 1 1 1 0.16')).toBe('medium')
    expect(classOf('1 1 1 1 0.18')).toBe('high')
  })
})

describe('the definition by composition', () => {
  const holds = (text: string) => ofFractions(text).isHighByComposition

  it('wants five components from 5 to 35 %, both included', () => {
    expect(holds('0.35 0.35 0.2 0.05 0.05')).toBe(true)
    expect(holds('0.351 0.349 0.2 0.05 0.05')).toBe(false)
    expect(holds('0.35 0.35 0.201 0.05 0.049')).toBe(false)
    expect(holds('0.25 0.25 0.25 0.25')).toBe(false)
  })

  it('allows traces beside them, and nothing that dominates', () => {
    expect(holds('0.2 0.2 0.2 0.2 0.18 0.02')).toBe(true)
    expect(holds('0.4 0.12 0.12 0.12 0.12 0.12')).toBe(false)
  })

  it('counts on one sublattice, vacant sites left out', () => {
    expect(ofFormula('(Ti,V,Cr)(O,F)').isHighByComposition).toBe(false)
    expect(ofFormula('(Ti,V,Cr,Mn,□)O').isHighByComposition).toBe(false)
    expect(ofFormula('(Ti,V,Cr,Mn,Fe)O').isHighByComposition).toBe(true)
  })

  it('need not agree with the entropy', () => {
    expect(ofFractions('0.35 0.35 0.1 0.1 0.1')).toMatchObject({
      ...{ classByEntropy: 'medium', isHighByComposition: true, agree: false },
    })
    expect(ofFormula('(Ti,V,Cr,Mn)(O,F,S,Cl)')).toMatchObject({
      ...{ classByEntropy: 'high', isHighByComposition: false, agree: false },
    })
  })
})

describe('the solids of the table', () => {
  const solids = parseSolids(readFileSync(SOLIDS, 'utf8'))

  it.each(solids.map((solid) => [solid.formula, solid] as const))('%s', (formula, solid) => {
    const { entropy, notes } = ofFormula(formula)
    expect(entropy).toBeCloseTo(solid.entropy, 3)
    if (solid.quoted !== null) expect(entropy).toBeCloseTo(solid.quoted, 2)
    expect(solid.flag === 'read').toBe(solid.quoted !== null)
    // Analysed compositions do not add up exactly.
    expect(notes.filter((note) => !note.includes('add up'))).toEqual([])
  })

  it('name each solid once', () => {
    expect(new Set(solids.map(({ formula }) => formula)).size).toBe(solids.length)
  })
})
