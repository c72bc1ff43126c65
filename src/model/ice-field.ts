import type { BccLattice } from '../lattice/bcc.ts'
import { ENERGY_UNIT } from './hamiltonian.ts'

/**
 * Holds particles on the diamond lattice of ice (fcc sublattices 0 and 2): on any other site each costs `penalty`
 * kT. [site] → energy.
 */
export function iceField(lattice: BccLattice, penalty: number): Int32Array {
  const energy = Math.round(penalty / ENERGY_UNIT)
  return Int32Array.from({ length: lattice.sites }, (_, site) =>
    lattice.fccSublattice(site) % 2 === 0 ? 0 : energy,
  )
}
