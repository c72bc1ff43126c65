import { describe, expect, it } from 'vitest'
import { areFractions, readFractions } from '../../../src/formula/read-fractions.ts'
import { objection } from './caret.ts'

describe('fractions', () => {
  it('are told from formulas', () => {
    const lists = [
      '0.2 0.8',
      '1',
      '0.5, 0.5',
      '20% 80%',
      'Fe:0.3 Co:0.7',
      'Fe=1',
      '-0.2 1',
      '1/3 2/3',
    ]
    expect(lists.map(areFractions)).toEqual(lists.map(() => true))
    const formulas = ['(Mg,Co)O', '0.5LiCoO2·0.5LiNiO2', '2MgO', 'Fe0.3Co0.7', '']
    expect(formulas.map(areFractions)).toEqual(formulas.map(() => false))
  })

  it.each([
    ['0.2 0.3 .5', { 1: 0.2, 2: 0.3, 3: 0.5 }],
    ['30 %, 70 %', { 1: 30, 2: 70 }],
    ['Fe:0.3 Co: 0.7', { Fe: 0.3, Co: 0.7 }],
    ['Zn(ClO4)2=1/4; H2O = 3/4', { 'Zn(ClO4)2': 0.25, H2O: 0.75 }],
  ])('%s', (text, expected) => {
    const { sublattices, notes } = readFractions(text)
    const entries = sublattices[0]!.components.map(({ name, amount }) => [name, amount])
    expect(Object.fromEntries(entries)).toEqual(expected)
    expect(notes).toEqual([])
  })

  it('that do not add up are noted', () => {
    expect(readFractions('0.2 0.7').notes[0]).toMatch(/add up to 0.9/)
  })

  it.each([
    ['Fe:0.3 Co:x', 11, /number above 0 is missing/],
    ['0.2 Fe', 5, /missing/],
    ['-0.2 1', 1, /missing/],
    ['0 1', 1, /nothing/],
    ['Fe:0.3 Fe:0.7', 8, /Fe is there already/],
  ])('%s is refused', (text, column, message) => {
    const found = objection(() => readFractions(text))!
    expect(found[0]).toBe(column)
    expect(found[1]).toMatch(message)
  })
})
