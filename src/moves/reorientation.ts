import type { Configuration } from '../model/configuration.ts'
import type { Choices } from '../numeric/choices.ts'
import type { Move } from './move.ts'
import type { SiteWeight } from './site-weight.ts'

/** Turns the molecule on a random site, drawing its orientation from the heat bath of its neighbours. */
export class Reorientation implements Move {
  readonly name = 'reorientation'
  readonly #configuration: Configuration
  readonly #choices: Choices
  readonly #site: SiteWeight

  constructor(configuration: Configuration, choices: Choices, site: SiteWeight) {
    this.#configuration = configuration
    this.#choices = choices
    this.#site = site
  }

  attempt(): boolean {
    const { state, model, lattice } = this.#configuration
    const site = this.#choices.below(lattice.sites)
    const before = state[site]!
    const species = model.states.species[before]!
    const orientations = model.states.orientations[species]!
    if (orientations === 1) return false
    this.#site.look(site)
    const total = this.#site.weigh(species)
    const orientation = this.#choices.pick(this.#site.weights, orientations, total)
    const after = model.states.first[species]! + orientation
    if (after === before) return false
    this.#configuration.replace(site, after)
    return true
  }
}
