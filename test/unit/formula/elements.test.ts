import { expect, test } from 'vitest'
import { ELEMENTS } from '../../../src/formula/elements.ts'

test('the periodic table has 118 different elements in their places', () => {
  expect(new Set(ELEMENTS).size).toBe(118)
  const number = (symbol: string) => ELEMENTS.indexOf(symbol) + 1
  expect(['H', 'Zn', 'Xe', 'La', 'Lu', 'Rn', 'U', 'Og'].map(number)).toEqual([
    ...[1, 30, 54, 57, 71, 86, 92, 118],
  ])
})
