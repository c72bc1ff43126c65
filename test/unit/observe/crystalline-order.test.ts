import { expect, test } from 'vitest'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { FEWEST_WATERS, sitesOfCrystal } from '../../../src/model/crystals.ts'
import { strongestPeak } from '../../../src/observe/bragg-peak.ts'
import { BRAGG_BOUND, isCrystal } from '../../../src/observe/crystalline-order.ts'

test.each([
  ['rows', 4],
  ['ice', 4],
  ['columns', 6],
] as const)('perfect %s in %d cells are told from a liquid', (name, cells) => {
  const lattice = new BccLattice(cells)
  const filled = sitesOfCrystal(name, lattice)
  const { share } = strongestPeak(lattice, (site) => filled[site]!)
  expect(isCrystal(share, filled.filter(Boolean).length, BRAGG_BOUND)).toBe(true)
})

test('a share that a liquid of so many waters may have by chance tells no crystal', () => {
  expect(isCrystal(0.15, 69, BRAGG_BOUND)).toBe(false)
  expect(isCrystal(0.15, 1000, BRAGG_BOUND)).toBe(true)
  expect(isCrystal(1, FEWEST_WATERS - 1, BRAGG_BOUND)).toBe(false)
})
