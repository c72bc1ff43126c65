import { expect, test } from 'vitest'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { CRYSTALS, type CrystalName, FILLED, sitesOfCrystal } from '../../../src/model/crystals.ts'
import { strongestPeak } from '../../../src/observe/bragg-peak.ts'

const lattice = new BccLattice(12)

/** Of the filled sites, which fill the neighbours on the two tetrahedra, as 'fewer + more'. */
function surroundings(filled: readonly boolean[]): Set<string> {
  const nearest = new Int32Array(8)
  const found = new Set<string>()
  for (const [site, isFilled] of filled.entries()) {
    if (!isFilled) continue
    lattice.nearest(site, nearest)
    const taken = Array.from(nearest, (other) => Number(filled[other]))
    const onA = taken.slice(0, 4).reduce((sum, one) => sum + one)
    const all = taken.reduce((sum, one) => sum + one)
    found.add(`${Math.min(onA, all - onA)} + ${Math.max(onA, all - onA)}`)
  }
  return found
}

/** Neighbours of a site, and the share of the strongest Bragg peak. */
const EXPECTED: Record<CrystalName, readonly [string, number]> = {
  ice: ['0 + 4', 1 / 2],
  rows: ['2 + 2', 1 / 4],
  columns: ['1 + 4', 1 / 4],
}

test.each(CRYSTALS)('every molecule of %s has the neighbours of that crystal', (name) => {
  const filled = sitesOfCrystal(name, lattice)
  expect(filled.filter(Boolean)).toHaveLength(FILLED[name] * lattice.sites)
  const [neighbours, share] = EXPECTED[name]
  expect([...surroundings(filled)]).toEqual([neighbours])
  expect(strongestPeak(lattice, (site) => filled[site]!).share).toBeCloseTo(share, 10)
})
