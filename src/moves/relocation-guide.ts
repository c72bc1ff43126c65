import { CLOSE_DIRECTIONS } from '../lattice/directions.ts'
import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import type { LatticeModel } from '../model/lattice-model.ts'
import type { Choices } from '../numeric/choices.ts'
import { boltzmann } from './boltzmann.ts'
import { GroupedSites } from './grouped-sites.ts'
import type { OccupantChanges } from './occupant-changes.ts'
import { type ReplacementEnergies, tabulateReplacement } from './replacement-energies.ts'

/** Softens the weights, so that no single place draws nearly all proposals. */
const SOFTNESS = 0.8

/** Groups 1 and 2 are sources without and with a neighbouring counter-ion, 3 and 4 the targets. */
const GROUPS = 5

/** Sites that are close to one. */
const CLOSE = CLOSE_DIRECTIONS.length

/**
 * Sources and targets of a species: the sites that hold it, and those that hold the species with which it is to change
 * places, these weighed by w = e^(−λβE), E the energy of `tabulateReplacement`. Both are
 * grouped by whether they touch a counter-ion. A guide for proposals only: any positive weights would do,
 * as long as they depend on the present occupation alone.
 */
export class RelocationGuide {
  readonly #configuration: Configuration
  readonly #species: number
  readonly #held: number
  readonly #energies: ReplacementEnergies
  readonly #slotEnergy: Int32Array
  readonly #empty: number
  readonly #slotAt: Uint16Array
  readonly #speciesOf: Uint8Array
  readonly #isCounterIon: Uint8Array
  readonly #sites: GroupedSites

  constructor(
    configuration: Configuration,
    hamiltonian: Hamiltonian,
    species: number,
    held: number,
  ) {
    const { lattice, model } = configuration
    this.#configuration = configuration
    this.#species = species
    this.#held = held
    this.#energies = tabulateReplacement(hamiltonian, species, held)
    this.#slotEnergy = hamiltonian.slot
    this.#empty = model.shells.empty[species]!
    this.#slotAt = configuration.slotAt
    this.#speciesOf = model.states.species
    this.#isCounterIon = counterIons(model, species)
    this.#sites = new GroupedSites(lattice.sites, GROUPS)
  }

  /** Updates all sites that have changed since the last time. */
  refresh({ sites, count }: OccupantChanges): void {
    for (let k = 0; k < count; k++) this.#look(sites[k]!)
    this.#sites.sum()
  }

  /** Updates the surroundings of two sites. */
  update(first: number, second: number): void {
    this.#lookAround(first)
    this.#lookAround(second)
    this.#sites.sum()
  }

  /** A site that holds the species; −1 if the group is empty. */
  drawSource(touches: number, choices: Choices): number {
    return this.#draw(1 + touches, choices)
  }

  /** A site to go to; −1 if the group is empty. */
  drawTarget(touches: number, choices: Choices): number {
    return this.#draw(3 + touches, choices)
  }

  /** Probability that a site is drawn from its group. */
  probability(site: number): number {
    return this.#sites.weightOf(site) / this.#sites.totals[this.#sites.groupOf(site)]!
  }

  /** Looks at those sites that feel who is on `site`: up to two steps away. */
  #lookAround(site: number): void {
    const { closeSteps, kind } = this.#configuration.lattice
    const row = CLOSE * kind[site]!
    this.#look(site)
    for (let d = 0; d < CLOSE; d++) this.#look(site + closeSteps[row + d]!)
  }

  #draw(group: number, choices: Choices): number {
    return this.#sites.totals[group]! > 0 ? this.#sites.draw(group, choices) : -1
  }

  #look(site: number): void {
    const occupant = this.#speciesOf[this.#configuration.state[site]!]!
    if (occupant === this.#species) this.#sites.set(site, 1 + this.#touches(site), 1)
    else if (occupant === this.#held)
      this.#sites.set(site, 3 + this.#touches(site), this.weigh(site))
    else this.#sites.set(site, 0, 0)
  }

  /** 1 where a neighbour is a counter-ion, else 0. */
  #touches(site: number): number {
    const { lattice, state } = this.#configuration
    const row = 8 * lattice.kind[site]!
    for (let d = 0; d < 8; d++) {
      const neighbour = state[site + lattice.nearestSteps[row + d]!]!
      if (this.#isCounterIon[this.#speciesOf[neighbour]!] === 1) return 1
    }
    return 0
  }

  /** The weight of a site that holds what the species would replace. */
  weigh(site: number): number {
    const { lattice } = this.#configuration
    const slotAt = this.#slotAt
    const { nearest, second, hasSecond, load } = this.#energies
    const row = 8 * lattice.kind[site]!
    let own = this.#empty
    let energy = -this.#slotEnergy[slotAt[site]!]!
    for (let d = 0; d < 4; d++) {
      const slot = slotAt[site + lattice.nearestSteps[row + d]!]!
      energy += nearest[0][slot]!
      own += load[0][slot]!
    }
    for (let d = 4; d < 8; d++) {
      const slot = slotAt[site + lattice.nearestSteps[row + d]!]!
      energy += nearest[1][slot]!
      own += load[1][slot]!
    }
    energy += this.#slotEnergy[own]!
    if (hasSecond) {
      const rowSecond = 6 * lattice.kind[site]!
      for (let d = 0; d < 6; d++) {
        energy += second[slotAt[site + lattice.secondSteps[rowSecond + d]!]!]!
      }
    }
    return boltzmann(SOFTNESS * energy)
  }
}

/** [species] → 1 for those of opposite charge whose contact holds best. */
function counterIons(model: LatticeModel, species: number): Uint8Array {
  const { charges, contacts, states } = model
  const strength = Array.from(charges, (charge, other) => {
    if (charge * charges[species]! >= 0) return Number.POSITIVE_INFINITY
    const here = contacts.shown[8 * states.first[species]!]!
    const there = contacts.shown[8 * states.first[other]! + 4]!
    return contacts.kinds[contacts.nearest[here * contacts.classes + there]!]!.enthalpy
  })
  const best = Math.min(...strength)
  return Uint8Array.from(strength, (value) =>
    value < Number.POSITIVE_INFINITY && value === best ? 1 : 0,
  )
}
