import { describe, expect, it } from 'vitest'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { MarkedRows } from '../../../src/observe/marked-rows.ts'
import { DISPLACEMENTS } from '../../../src/observe/neighbour-shells.ts'
import { randomBelow } from './filling.ts'

describe('rows of marked sites', () => {
  // Above 28 cells a row takes more than one word, of which the last has 2 sites or all 28.
  it.each([2, 4, 12, 28, 30, 56])(
    'have the pairs found site by site in a box of %i cells',
    (cells) => {
      const lattice = new BccLattice(cells)
      const below = randomBelow(`rows of ${cells}`)
      const state = Uint8Array.from({ length: lattice.sites }, () => below(4))
      const isMarked = Uint8Array.of(0, 1, 0, 1)
      const rows = new MarkedRows(lattice)
      rows.mark(state, isMarked)
      const most = cells > 12 ? 4 : DISPLACEMENTS.length
      for (let k = 0; k < most; k++) {
        const displacement = DISPLACEMENTS[cells > 12 ? below(DISPLACEMENTS.length) : k]!
        const [dx, dy, dz] = displacement
        let pairs = 0
        for (let site = 0; site < lattice.sites; site++) {
          if (isMarked[state[site]!] === 0) continue
          const [x, y, z] = lattice.position(site)
          pairs += isMarked[state[lattice.siteAt(x + dx, y + dy, z + dz)]!]!
        }
        expect(rows.pairs(displacement)).toBe(pairs)
      }
    },
  )

  it('find nothing of what was marked before', () => {
    const lattice = new BccLattice(4)
    const rows = new MarkedRows(lattice)
    const state = new Uint8Array(lattice.sites)
    rows.mark(state, Uint8Array.of(1))
    expect(rows.pairs([1, 1, 1])).toBe(lattice.sites)
    rows.mark(state, Uint8Array.of(0))
    expect(rows.pairs([1, 1, 1])).toBe(0)
  })
})
