import { expect, test } from 'vitest'
import { symbolOf } from '../../../src/export/particles.ts'

test.each([
  ['H2O', 0, 'O'],
  ['NH3', 0, 'N'],
  ['CH3OH', 0, 'C'],
  ['H2', 0, 'X'],
  ['A', 0, 'X'],
  ['EC', 0, 'X'],
  ['rod', 0, 'X'],
  ['Zn2+', 2, 'Zn'],
  ['ClO4-', -1, 'Cl'],
  ['x-', -1, 'X'],
])('%s of charge %i is drawn as %s', (species, charge, symbol) => {
  expect(symbolOf({ species, charge, position: [0, 0, 0] })).toBe(symbol)
})
