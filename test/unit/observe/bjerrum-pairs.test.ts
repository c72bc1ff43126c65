import { expect, test } from 'vitest'
import { BjerrumPairObserver } from '../../../src/observe/bjerrum-pairs.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import { emptyBox, hamiltonianOf, measured } from './filling.ts'

/** A box of 16 half-cells with ions at the places given, two of zinc first. */
function shareAt(
  [zincs, chlorides]: readonly (readonly [number, number, number][])[],
  forceField = SMALL_FORCE_FIELD,
): number | undefined {
  const box = emptyBox(8, ['Zn2+', 'Cl-'], forceField)
  const { lattice, model } = box
  const state = new Uint8Array(lattice.sites)
  for (const place of zincs!) state[lattice.siteAt(...place)] = model.states.first[1]!
  for (const place of chlorides!) state[lattice.siteAt(...place)] = model.states.first[2]!
  box.fill(state)
  return measured(new BjerrumPairObserver(box, hamiltonianOf(box)))['bjerrumPairs:Zn2+']
}

// At 25 °C ε is 78.3 and l_B 7.16 Å, which is Bjerrum's distance of charges 2 and −1: 4.49 half-cells of 1.593 Å.
test.each([
  ['one site off', [1, 1, 1], 1],
  ['√20 half-cells off', [4, 2, 0], 1],
  ['√24 half-cells off', [4, 2, 2], 0],
  ['√20 half-cells off across the border', [12, 14, 0], 1],
  ['√24 half-cells off across the border', [12, 14, 14], 0],
] as const)('zinc with a chloride %s', (_, place, expected) => {
  expect(shareAt([[[0, 0, 0]], [[...place]]])).toBe(expected)
})

test('is a share of the cations, however many anions are near', () => {
  const zincs: [number, number, number][] = [
    [0, 0, 0],
    [8, 8, 8],
  ]
  const chlorides: [number, number, number][] = [
    [1, 1, 1],
    [2, 0, 0],
    [1, 1, 15],
  ]
  expect(shareAt([zincs, chlorides])).toBe(0.5)
})

test('there are no pairs where charges do not act over a distance, and none of no cations', () => {
  const uncharged = { ...SMALL_FORCE_FIELD, dielectric: null }
  expect(shareAt([[[0, 0, 0]], [[1, 1, 1]]], uncharged)).toBe(0)
  expect(shareAt([[], [[1, 1, 1]]])).toBe(0)
})
