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

/** The counts of neighbours, and the shell slot of every site, counted from scratch. */
export interface FreshCounts extends Omit<EnergyCounts, 'twiceCoulomb'> {
  readonly slotAt: Uint16Array
}

/** Counts a whole configuration, [site] → state, from scratch; each pair once. */
export function countAll(lattice: BccLattice, model: LatticeModel, state: Uint8Array): FreshCounts {
  const { contacts, shells } = model
  const speciesOf = model.states.species
  const size = model.species.length + 1
  const slotAt = new Uint16Array(lattice.sites)
  const counts = {
    contacts: new Float64Array(contacts.kinds.length),
    slots: new Float64Array(shells.slots),
    population: new Float64Array(size),
  }
  const neighbours = new Int32Array(8)
  for (let site = 0; site < lattice.sites; site++) {
    const own = state[site]!
    const species = speciesOf[own]!
    counts.population[species]! += 1
    lattice.nearest(site, neighbours)
    slotAt[site] = shells.empty[species]!
    for (let d = 0; d < 8; d++) {
      const other = state[neighbours[d]!]!
      slotAt[site]! += shells.weight[d < 4 ? 0 : 1][species * size + speciesOf[other]!]!
      if (d >= 4) continue
      const [shown, seen] = [contacts.shown[own * 8 + d]!, contacts.shown[other * 8 + (d ^ 4)]!]
      counts.contacts[contacts.nearest[shown * contacts.classes + seen]!]! += 1
    }
    counts.slots[slotAt[site]!]! += 1
    if (!contacts.hasSecond) continue
    lattice.second(site, neighbours)
    for (let d = 0; d < 6; d += 2) {
      const other = speciesOf[state[neighbours[d]!]!]!
      counts.contacts[contacts.second[species * size + other]!]! += 1
    }
  }
  return { ...counts, slotAt }
}
