import type { BccLattice } from '../lattice/bcc.ts'
import { ENERGY_UNIT } from './hamiltonian.ts'

/**
 * Crystals of water known on this lattice, by the sites that they fill where they are perfect:
 *
 * - `ice`: a diamond lattice, half of the sites. Ice Ic: all bonds are straight.
 * - `rows`: every other row along x of the cells' corners and along y of their centres, half of the sites. All bonds are bent.
 * - `columns`: two of three columns along ⟨111⟩, two thirds of the sites. Half of the bonds are bent. It fits into boxes
 *   whose number of cells is a multiple of three.
 */
export const CRYSTALS = ['ice', 'rows', 'columns'] as const
export type CrystalName = (typeof CRYSTALS)[number]

/**
 * With fewer molecules in a box, a crystal of rows or of columns, whose Bragg peak has a share of ¼ and less with defects, is
 * not told from a liquid, whose strongest peak has such a share by chance.
 */
export const FEWEST_WATERS = 64

/** Share of all sites that a crystal fills. */
export const FILLED = { ice: 1 / 2, rows: 1 / 2, columns: 2 / 3 } as const

/** [site] → whether a crystal fills it. */
export function sitesOfCrystal(crystal: CrystalName, lattice: BccLattice): boolean[] {
  return Array.from({ length: lattice.sites }, (_, site) => {
    if (crystal === 'ice') return lattice.fccSublattice(site) % 2 === 0
    const [x, y, z] = lattice.position(site)
    if (crystal === 'columns') return (x - 2 * y + z) % 6 !== 0
    return (x % 2 === 0 ? y + z : x - z) % 4 === 0
  })
}

/** Holds particles on the sites of a crystal: on any other site each costs `penalty` kT. [site] → energy. */
export function crystalField(
  crystal: CrystalName,
  lattice: BccLattice,
  penalty: number,
): Int32Array {
  const energy = Math.round(penalty / ENERGY_UNIT)
  return Int32Array.from(sitesOfCrystal(crystal, lattice), (isFilled) => (isFilled ? 0 : energy))
}
