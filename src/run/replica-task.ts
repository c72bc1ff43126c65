import { canonicalJson } from '../document/canonical-json.ts'
import { decidingPart } from '../forcefield/deciding-part.ts'
import { hasNetwork } from '../forcefield/species-kinds.ts'
import type { BccLattice } from '../lattice/bcc.ts'
import { type CrystalName, crystalField } from '../model/crystals.ts'
import type { Coupling } from '../model/hamiltonian.ts'
import { trapField } from '../model/ion-trap.ts'
import { wallField } from '../model/wall-field.ts'
import type { Start } from '../scenario/sampling-schema.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { branchOf } from './sampling-branch.ts'

/** Chains to be run, all alike except for their random numbers; plain data. */
export interface Run {
  /** How many replicas, how long, what is measured. */
  readonly scenario: Scenario
  /** Number of particles of each species. */
  readonly counts: Readonly<Record<string, number>>
  /** Absent where the energy is that of the scenario. */
  readonly perturbation?: Perturbation
  /** [site] → state that all replicas start from; absent where `sampling.starts` says how. */
  readonly initial?: Uint8Array
}

/** One replica of a run; plain data that can be posted to a thread. */
export interface ReplicaTask extends Run {
  readonly replica: number
  /** Sweeps of production to get to; absent for the first, or only, of `lengthsOf`. */
  readonly production?: number
}

/** How a replica starts; the replicas take the starts in turn. By default those that belong to the branch. */
export function startOf({ scenario, replica, counts }: ReplicaTask): Start {
  const { kind } = branchOf(scenario, counts)
  const liquid: Start[] = ['random', 'annealed']
  const all: Start[] = hasNetwork(scenario.forceField, counts) ? [...liquid, 'ice'] : liquid
  const usual = kind === 'liquid' ? liquid : kind === 'frozen' ? (['crystal'] as const) : all
  const starts = scenario.sampling.starts ?? usual
  return starts[replica % starts.length]!
}

/**
 * All that decides the equilibrium, as text, for the key of a random stream. It does not depend on the length of the
 * run, on observables, on absent species, or on descriptions in a force field. Nor does it depend on the bounds of a
 * branch, so that two bounds give the same bytes until one of them rejects a trajectory.
 */
export function physicsOf({ scenario, counts, perturbation }: ReplicaTask): string {
  const { temperature, cells } = scenario
  const forceField = decidingPart(scenario.forceField, Object.keys(counts))
  // The key of a random stream calls a perturbation `branch`.
  const kind = perturbation === undefined ? {} : { branch: perturbation }
  return canonicalJson({ forceField, temperature, cells, counts, ...kind })
}

/** How the energy of a run differs from that of its scenario, for a free energy or a pressure. */
export interface Perturbation {
  /** λ: every reduced energy is multiplied by it. */
  readonly coupling: number
  /** Weight of a particle in the layer at a hard wall; null where there is no wall. */
  readonly wall: number | null
  /** A crystal, and the energy of a particle off its sites, kT; absent without such a field. */
  readonly crystal?: { readonly name: CrystalName; readonly penalty: number }
  /** Whether ions, and they alone, are held in the middle of the box. */
  readonly ionsHeld?: boolean
}

/** The Hamiltonian's coupling and field under a perturbation. */
export function couplingOf(perturbation: Perturbation | undefined, lattice: BccLattice): Coupling {
  if (perturbation === undefined) return {}
  const { coupling, wall, crystal, ionsHeld } = perturbation
  if (ionsHeld === true) return { coupling, field: trapField(lattice), fieldOn: 'ions' }
  if (crystal !== undefined) {
    return { coupling, field: crystalField(crystal.name, lattice, crystal.penalty) }
  }
  return { coupling, field: wall === null ? null : wallField(lattice, wall) }
}
