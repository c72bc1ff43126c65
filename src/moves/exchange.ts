import type { Configuration } from '../model/configuration.ts'
import { VACANT } from '../model/states.ts'
import type { Choices } from '../numeric/choices.ts'
import { boltzmann } from './boltzmann.ts'
import type { Move } from './move.ts'
import { drawPair, type Reach } from './reach.ts'
import type { SiteWeight } from './site-weight.ts'
import { passesFirstStage, passesSecondStage } from './two-stages.ts'

/**
 * Moves a molecule of one neutral species to a vacancy, its orientation integrated out: with the
 * molecule lifted, both places are weighed by W·e^(−βE), W the sum of Boltzmann factors over all
 * orientations, and the new place is taken with the ratio new/old, that of the W's first. Only then an
 * orientation is drawn. Detailed balance holds for the sum over orientations and, drawing from the heat
 * bath, for each.
 *
 * The ends of a near exchange have no neighbour in common, since nearest neighbours lie on different
 * simple cubic sublattices; far exchanges between ends that might have one are left out, which both
 * directions agree on. So only the slots around the old place count the molecule.
 */
export class Exchange implements Move {
  readonly name: 'exchange-near' | 'exchange-far'
  readonly #configuration: Configuration
  readonly #choices: Choices
  readonly #site: SiteWeight
  readonly #species: number
  readonly #isNear: boolean
  readonly #state: Uint8Array
  readonly #speciesOf: Uint8Array

  constructor(
    configuration: Configuration,
    choices: Choices,
    site: SiteWeight,
    species: number,
    reach: Reach,
  ) {
    this.name = `exchange-${reach}`
    this.#configuration = configuration
    this.#choices = choices
    this.#site = site
    this.#species = species
    this.#isNear = reach === 'near'
    this.#state = configuration.state
    this.#speciesOf = configuration.model.states.species
  }

  attempt(): boolean {
    return this.#isNear ? this.#attemptNear() : this.#attemptFar()
  }

  #attemptFar(): boolean {
    const { sites } = this.#configuration.lattice
    const pair = drawPair(this.#choices, sites)
    const first = (pair / sites) | 0
    const second = (pair - first * sites) | 0
    if (this.#state[second] === VACANT) return this.#moveFar(first, second)
    return this.#state[first] === VACANT && this.#moveFar(second, first)
  }

  #attemptNear(): boolean {
    const { lattice } = this.#configuration
    const bond = this.#choices.below(8 * lattice.sites)
    const first = bond >>> 3
    const direction = bond & 7
    const second = lattice.neighbour(first, direction)
    if (this.#state[second] === VACANT) return this.#moveNear(first, second, direction)
    return this.#state[first] === VACANT && this.#moveNear(second, first, direction ^ 4)
  }

  #moveFar(from: number, to: number): boolean {
    const site = this.#site
    const species = this.#species
    if (this.#speciesOf[this.#state[from]!] !== species) return false
    const oldWeight = site.look(from).sum(species)
    const ratio = site.look(to).sum(species) / oldWeight
    if (!passesFirstStage(this.#choices, ratio)) return false
    if (this.#configuration.lattice.isClose(from, to)) return false
    const newEnergy = site.energy(species, false)
    const change = newEnergy - site.look(from).energy(species, true)
    if (!passesSecondStage(this.#choices, ratio, boltzmann(change))) return false
    this.#apply(from, to)
    return true
  }

  /** The new place is weighed without the molecule, which would be its neighbour. */
  #moveNear(from: number, to: number, direction: number): boolean {
    const configuration = this.#configuration
    const site = this.#site
    const species = this.#species
    const before = this.#state[from]!
    if (this.#speciesOf[before] !== species) return false
    const oldWeight = site.look(from).sum(species)
    const ratio =
      site
        .look(to)
        .suppose(direction ^ 4, before, VACANT)
        .sum(species) / oldWeight
    if (!passesFirstStage(this.#choices, ratio)) return false
    configuration.put(from, VACANT)
    const newEnergy = site.energy(species, false)
    const change = newEnergy - site.look(from).energy(species, false)
    configuration.put(from, before)
    if (!passesSecondStage(this.#choices, ratio, boltzmann(change))) return false
    this.#apply(from, to)
    return true
  }

  #apply(from: number, to: number): void {
    const species = this.#species
    this.#configuration.replace(from, VACANT)
    const orientation = this.#site.look(to).draw(species, this.#choices)
    const first = this.#configuration.model.states.first[species]!
    this.#configuration.replace(to, first + orientation)
  }
}
