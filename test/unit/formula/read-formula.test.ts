import { describe, expect, it } from 'vitest'
import { readFormula } from '../../../src/formula/read-formula.ts'
import { objection } from './caret.ts'

/** Sublattices as text: `Mg 0.5 Co 0.5`, amounts as they came. */
function sites(formula: string): string[] {
  return readFormula(formula).sublattices.map(({ components }) =>
    components.map(({ name, amount }) => `${name} ${Number(amount.toFixed(6))}`).join(' '),
  )
}

describe('sublattices of a formula', () => {
  const five = 'Mg 0.2 Co 0.2 Ni 0.2 Cu 0.2 Zn 0.2'

  it.each([
    ['(Mg0.2Co0.2Ni0.2Cu0.2Zn0.2)O', [five]],
    ['(Mg,Co,Ni,Cu,Zn)O', [five]],
    [' ( Mg₀.₂Co₀.₂ Ni0․2, Cu0.2,Zn1/5 ) O ', [five]],
    ['[Mg0.2Co0.2Ni0.2Cu0.2Zn0.2]O', [five]],
    ['Li1.2(Mn0.2Fe0.2Ti0.6)O2', ['Mn 0.2 Fe 0.2 Ti 0.6']],
    ['(CoCrFeMnNi)', ['Co 1 Cr 1 Fe 1 Mn 1 Ni 1']],
    ['(Fe20Co20.5)', ['Fe 20 Co 20.5']],
    ['(Mg0.1Co0.2Mg0.3)O', ['Mg 0.4 Co 0.2']],
    ['(Ti,V)(O0.9F0.1)', ['Ti 0.5 V 0.5', 'O 0.9 F 0.1']],
    ['(Mg)O', []],
    ['MgO', []],
  ])('%s', (formula, expected) => expect(sites(formula)).toEqual(expected))

  it.each([
    ['((Mg,Co)0.5(Ni,Cu)0.5)O', ['Mg 0.25 Co 0.25 Ni 0.25 Cu 0.25']],
    ['(Li0.5(Mg0.5Co0.5)0.5)O', ['Li 0.5 Mg 0.25 Co 0.25']],
    ['(Li,(Mg,Co))O', ['Li 0.5 Mg 0.25 Co 0.25']],
    ['((Mg,Co)O)2', ['Mg 0.5 Co 0.5']],
    ['((Mn,Fe)(O,F)2)', ['Mn 0.5 Fe 0.5', 'O 0.5 F 0.5']],
  ])('nested: %s', (formula, expected) => expect(sites(formula)).toEqual(expected))

  it.each([
    ['Na2(Mn,Fe)[Fe(CN)6]·2H2O', ['Mn 0.5 Fe 0.5']],
    ['Na2Mn[(Fe0.5Co0.5)(CN)6]', ['Fe 0.5 Co 0.5']],
    ['NaMn([Fe(CN)6]0.8□0.2)', ['[Fe(CN)6] 0.8 □ 0.2']],
    ['(Na0.8Va0.2)Cl', ['Na 0.8 □ 0.2']],
    ['K((PO4)0.9(SO4)0.1)', ['(PO4) 0.9 (SO4) 0.1']],
    ['(K,NH4)(PO4,NO3)', ['K 0.5 NH4 0.5', 'PO4 0.5 NO3 0.5']],
    ['(K0.9(NH4)0.1)Cl', ['K 0.9 (NH4) 0.1']],
    ['Zr(C,N)', ['C 0.5 N 0.5']],
    ['Mg(OH)2', []],
    ['Fe2(SO4)3', []],
  ])('with molecules, ions and vacant sites: %s', (formula, expected) => {
    expect(sites(formula)).toEqual(expected)
  })

  it('counts the sites in a formula unit, and names what has sites of its own', () => {
    const spinel = readFormula('(Co0.5Fe0.5)3O4')
    expect(spinel.sublattices[0]!.sites).toBeCloseTo(3, 12)
    expect(readFormula('0.5(Co,Fe)O·0.5(CoNi)O').sublattices.map((s) => s.sites)).toEqual([0.5, 1])
    expect(readFormula('Na2(Mn,Fe)[Fe(CN)6]·H2O').ordered).toEqual(['Na', 'Fe', '(CN)', 'H', 'O'])
  })

  it.each([
    ['(Mg0.33Co0.33Ni0.33)O', /add up to 0.99/],
    ['(Mg0.5Co0.5O)', /O shares a site/],
    ['CoCrFeMnNi', /nothing shares a site/],
    ['NaMn0.5Fe0.5O2', /write \(Mn0.5Fe0.5\)/],
    ['Na(Mn,Fe)[Fe(CN)6]0.9□0.1', /counts for nothing/],
  ])('%s is read with a note', (formula, note) => {
    const { notes } = readFormula(formula)
    expect(notes).toHaveLength(1)
    expect(notes[0]).toMatch(note)
  })

  it('has no note on what is plain', () => {
    for (const formula of [
      '(Mg,Co)O',
      'Li1.2(Mn0.2Ti0.8)O2',
      '(Al0.5CoCr)',
      'Na2(Mn,Fe)[Fe(CN)6]',
    ]) {
      expect(readFormula(formula).notes).toEqual([])
    }
  })
})

describe('what is no formula', () => {
  it.each([
    ['(Mg0.2Xo0.3)O', 7, 'Xo is no element', 'did you mean Xe?'],
    ['(MG,Co)O', 2, 'M is no element', 'did you mean Mg?'],
    ['(M,Co)O', 2, 'M is no element', 'name the elements that share the site, such as (Mg,Co,Ni)'],
    ['LixCoO2', 1, 'Lix is no element', 'did you mean Li?'],
    ['(Mg0.2,Co)O', 8, 'Co has no amount', /of none for equal shares/],
    ['(Mg0,2Co0,8)O', 4, 'an amount of nothing', 'decimals take a point'],
    ['(Mg1,5Co)O', 6, 'an amount stands after what it counts', /^decimals take a point/],
    ['Mg1/0O', 3, '1/0 is no amount', /above 0/],
    ['(Mg,Co', 1, 'this bracket is never closed', null],
    ['Li(Mg,(Co', 7, 'this bracket is never closed', null],
    ['Mg)O', 3, 'no bracket is open here', null],
    ['(Mg,Co]O', 7, '] closes (', 'write )'],
    ['()O', 2, 'nothing stands before this', null],
    ['(Mg,)O', 5, 'nothing stands before this', null],
    ['Mg,Co', 3, "',' is not read here", /inside parentheses/],
    ['Mg²⁺O', 3, "'²' is not read here", /charges/],
    ['MgO2-δ', 5, "'-' is not read here", /charges/],
    ['MnO2·nH2O', 6, "'n' is not read here", 'amounts are numbers'],
    ['mgO', 1, "'m' is not read here", 'symbols start with a capital letter: Mg'],
    ['MgO·', 5, 'an element or a group is missing here', null],
    ['Mg😀', 3, "'😀' is not read here", null],
    ['', 1, 'an element or a group is missing here', null],
  ])('%s', (formula, column, message, hint) => {
    const found = objection(() => readFormula(formula))!
    expect(found.slice(0, 2)).toEqual([column, message])
    if (hint instanceof RegExp) expect(found[2]).toMatch(hint)
    else expect(found[2]).toBe(hint)
  })

  it('is nothing too deep or too long', () => {
    expect(objection(() => readFormula('('.repeat(500)))![1]).toMatch(/brackets deep/)
    expect(objection(() => readFormula('Mg'.repeat(501)))![1]).toMatch(/longer than/)
    expect(objection(() => readFormula(`Mg${'9'.repeat(400)}`))![1]).toMatch(/no amount/)
  })
})
