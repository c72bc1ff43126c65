import type { Configuration } from '../model/configuration.ts'
import { VACANT } from '../model/states.ts'
import type { Choices } from '../numeric/choices.ts'
import { boltzmann } from './boltzmann.ts'
import type { Move } from './move.ts'
import { pickPartner, type Reach } from './reach.ts'
import type { SiteWeight } from './site-weight.ts'

/**
 * Moves a molecule of one neutral species to a vacancy, its orientation integrated out: with the
 * molecule lifted, both places are weighed by W·e^(−βE), W the sum of Boltzmann factors over all
 * orientations, and the new place is taken with min(1, new/old). Only then an orientation is drawn.
 * Detailed balance holds for the sum over orientations and, drawing from the heat bath, for each.
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
  readonly #reach: Reach

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
    this.#reach = reach
  }

  attempt(): boolean {
    const { lattice, state } = this.#configuration
    const first = this.#choices.below(lattice.sites)
    const second = pickPartner(this.#choices, lattice, first, this.#reach)
    if (state[second] === VACANT) return this.#move(first, second)
    if (state[first] === VACANT) return this.#move(second, first)
    return false
  }

  #move(from: number, to: number): boolean {
    const configuration = this.#configuration
    const site = this.#site
    const species = this.#species
    const { states } = configuration.model
    const before = configuration.state[from]!
    if (states.species[before] !== species) return false

    if (this.#reach === 'far' && configuration.lattice.isClose(from, to)) return false
    const { state, slotAt } = configuration
    const slot = slotAt[from]!
    state[from] = VACANT
    slotAt[from] = 0
    site.look(from)
    const oldWeight = site.weigh(species)
    const oldEnergy = site.energy(species, true)
    site.look(to)
    const newWeight = site.weigh(species) * boltzmann(site.energy(species, false) - oldEnergy)
    state[from] = before
    slotAt[from] = slot

    if (!this.#choices.accept(newWeight, oldWeight)) return false
    const orientation = this.#drawOrientation()
    configuration.replace(from, VACANT)
    configuration.replace(to, states.first[species]! + orientation)
    return true
  }

  /** Draws from the weights that the last weighing, of the new place, has left. */
  #drawOrientation(): number {
    const { weights } = this.#site
    const orientations = this.#configuration.model.states.orientations[this.#species]!
    if (orientations === 1) return 0
    let total = 0
    for (let k = 0; k < orientations; k++) total += weights[k]!
    return this.#choices.pick(weights, orientations, total)
  }
}
