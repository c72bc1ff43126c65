import type { BccLattice } from '../lattice/bcc.ts'
import type { Coupling } from '../model/hamiltonian.ts'
import { iceField } from '../model/ice-field.ts'
import { wallField } from '../model/wall-field.ts'

/** How the energy of an extra run differs from that of its scenario, so that a free energy can be told. */
export interface Branch {
  /** λ: every reduced energy is multiplied by it. */
  readonly coupling: number
  /** Weight of a particle in the layer beside a hard wall; null where there is no wall. */
  readonly wall: number | null
  /** What a particle off the lattice of ice costs, kT; absent where there is no such field. */
  readonly ice?: number
}

/** What the chain of a branch feels. */
export function couplingOf(branch: Branch | undefined, lattice: BccLattice): Coupling {
  if (branch === undefined) return {}
  const { coupling, wall, ice } = branch
  if (ice !== undefined) return { coupling, field: iceField(lattice, ice) }
  return { coupling, field: wall === null ? null : wallField(lattice, wall) }
}
