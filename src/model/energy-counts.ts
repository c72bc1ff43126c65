import type { BccLattice } from '../lattice/bcc.ts'
import type { LatticeModel } from './lattice-model.ts'

/**
 * The counts from which the energy of a configuration follows at any temperature: contacts by kind, sites by shell
 * slot, and the Coulomb sum. All are whole numbers, hence exact.
 */
export interface EnergyCounts {
  /** Number of contacts of each kind. */
  readonly contacts: Float64Array
  /** Number of sites in each shell slot. */
  readonly slots: Float64Array
  /** Number of sites held by each species, the vacancy's first. */
  readonly population: Float64Array
  /** Σ q_i φ_i, twice the Coulomb energy, in units of `POTENTIAL_UNIT`. */
  readonly twiceCoulomb: number
}

/** The counts of neighbours, and the shell slot of every site. */
export interface NeighbourCounts extends Omit<EnergyCounts, 'twiceCoulomb'> {
  readonly slotAt: Uint16Array
}

/** Counts of a lattice and a model, all 0. */
export function noCounts({ sites }: BccLattice, model: LatticeModel): NeighbourCounts {
  return {
    contacts: new Float64Array(model.contacts.kinds.length),
    slots: new Float64Array(model.shells.slots),
    population: new Float64Array(model.species.length + 1),
    slotAt: new Uint16Array(sites),
  }
}

/** Counts a whole configuration, [site] → state, from scratch, each pair once, and writes the counts to `out`. */
export function countAll(
  lattice: BccLattice,
  model: LatticeModel,
  state: Uint8Array,
  out: NeighbourCounts,
): void {
  const { hasSecond, classes, shown, nearest, second } = model.contacts
  const { weight, empty } = model.shells
  const { contacts, slots, population, slotAt } = out
  const { kind, nearestSteps, secondSteps } = lattice
  const speciesOf = model.states.species
  const size = model.species.length + 1
  for (const counts of [contacts, slots, population]) counts.fill(0)
  for (let site = 0; site < lattice.sites; site++) {
    const own = state[site]!
    const species = speciesOf[own]!
    population[species]! += 1
    let slot = empty[species]!
    for (let d = 0; d < 8; d++) {
      const other = state[site + nearestSteps[8 * kind[site]! + d]!]!
      slot += weight[d < 4 ? 0 : 1][species * size + speciesOf[other]!]!
      if (d >= 4) continue
      const seen = shown[other * 8 + (d ^ 4)]!
      contacts[nearest[shown[own * 8 + d]! * classes + seen]!]! += 1
    }
    slotAt[site] = slot
    slots[slot]! += 1
    if (!hasSecond) continue
    for (let d = 0; d < 6; d += 2) {
      const other = speciesOf[state[site + secondSteps[6 * kind[site]! + d]!]!]!
      contacts[second[species * size + other]!]! += 1
    }
  }
}
