import type { BccLattice } from '../lattice/bcc.ts'
import type { Coupling } from '../model/hamiltonian.ts'
import { iceField } from '../model/ice-field.ts'
import { trapField } from '../model/ion-trap.ts'
import { wallField } from '../model/wall-field.ts'

/** How the energy of a run differs from that of its scenario, for a free energy or a pressure. */
export interface Perturbation {
  /** λ: every reduced energy is multiplied by it. */
  readonly coupling: number
  /** Weight of a particle in the layer at a hard wall; null where there is no wall. */
  readonly wall: number | null
  /** What a particle off the lattice of ice costs, kT; absent where there is no such field. */
  readonly ice?: number
  /** Whether ions, and they alone, are held in the middle of the box. */
  readonly ionsHeld?: boolean
}

/** The Hamiltonian's coupling and field under a perturbation. */
export function couplingOf(perturbation: Perturbation | undefined, lattice: BccLattice): Coupling {
  if (perturbation === undefined) return {}
  const { coupling, wall, ice, ionsHeld } = perturbation
  if (ionsHeld === true) return { coupling, field: trapField(lattice), fieldOn: 'ions' }
  if (ice !== undefined) return { coupling, field: iceField(lattice, ice) }
  return { coupling, field: wall === null ? null : wallField(lattice, wall) }
}
