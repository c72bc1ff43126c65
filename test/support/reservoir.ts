import type { Configuration } from '../../src/model/configuration.ts'
import { VACANT } from '../../src/model/states.ts'
import { boltzmann } from '../../src/moves/boltzmann.ts'
import type { SiteWeight } from '../../src/moves/site-weight.ts'
import type { Choices } from '../../src/numeric/choices.ts'

/**
 * Exchanges one neutral species with a reservoir of given activity (grand-canonical ensemble): a random
 * site that holds it or nothing is filled or emptied by heat bath, with weights z·W·e^(−βE) and 1, W the
 * sum of Boltzmann factors over all orientations. The activity z counts each orientation once, so that
 * ln z = βμ on the lattice without the background cohesion. Numbers of particles may be kept within limits.
 */
export class ReservoirExchange {
  readonly #configuration: Configuration
  readonly #choices: Choices
  readonly #site: SiteWeight
  readonly #species: number
  readonly #activity: number
  readonly #fewest: number
  readonly #most: number
  /** Weights of staying empty and of being filled. */
  readonly #weights = new Float64Array(2)

  constructor(
    configuration: Configuration,
    choices: Choices,
    site: SiteWeight,
    species: number,
    activity: number,
    [fewest, most]: readonly [number, number] = [0, Number.POSITIVE_INFINITY],
  ) {
    this.#configuration = configuration
    this.#choices = choices
    this.#site = site
    this.#species = species
    this.#activity = activity
    this.#fewest = fewest
    this.#most = most
  }

  /** True if the site changed. */
  attempt(): boolean {
    const configuration = this.#configuration
    const { states } = configuration.model
    const site = this.#choices.below(configuration.lattice.sites)
    const before = configuration.state[site]!
    const isFilled = before !== VACANT
    if (isFilled && states.species[before] !== this.#species) return false

    this.#site.look(site)
    const total = this.#site.weigh(this.#species)
    const energy = this.#site.energy(this.#species, isFilled)
    const filled = this.#activity * total * boltzmann(energy)
    const number = configuration.population[this.#species]! - Number(isFilled)
    const mayBeEmpty = number >= this.#fewest
    if (number >= this.#most) return false
    this.#weights[0] = mayBeEmpty ? 1 : 0
    this.#weights[1] = filled
    if (this.#choices.pick(this.#weights, 2, this.#weights[0]! + filled) === 0) {
      if (isFilled) configuration.replace(site, VACANT)
      return isFilled
    }
    const after = states.first[this.#species]! + this.#site.pick(this.#species, this.#choices)
    if (after === before) return false
    configuration.replace(site, after)
    return true
  }
}
