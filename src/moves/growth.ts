import type { Configuration } from '../model/configuration.ts'
import { VACANT } from '../model/states.ts'
import type { Choices } from '../numeric/choices.ts'
import type { SiteWeight } from './site-weight.ts'

/** Two ends, and the neighbours of both. */
const LONGEST = 2 + 8 + 8

/**
 * Molecules that are put back one after the other: two ends, the orientable molecules around the first
 * end, then those around the second. The order depends on the ends alone, so that the reverse move has the same.
 */
export class Growth {
  readonly sites = new Int32Array(LONGEST)
  readonly species = new Uint8Array(LONGEST)
  readonly states = new Uint8Array(LONGEST)
  /** W at each step: the sum of Boltzmann factors over orientations, given what stood already. */
  readonly weights = new Float64Array(LONGEST)
  length = 0
  readonly #neighbours = new Int32Array(8)

  /** Lists the molecules as they stand, around two ends. */
  list(configuration: Configuration, first: number, second: number): void {
    this.length = 0
    this.#add(configuration, first)
    this.#add(configuration, second)
    const { orientations } = configuration.model.states
    for (const end of [first, second]) {
      configuration.lattice.nearest(end, this.#neighbours)
      for (let d = 0; d < 8; d++) {
        const site = this.#neighbours[d]!
        if (orientations[configuration.speciesAt(site)]! > 1 && !this.#has(site)) {
          this.#add(configuration, site)
        }
      }
    }
  }

  /** Exchanges the species of the ends; their states are yet to be drawn. */
  swapEnds(): void {
    const first = this.species[0]!
    this.species[0] = this.species[1]!
    this.species[1] = first
  }

  /** Weighs the listed states as if they had been grown, and leaves them standing. */
  retrace(configuration: Configuration, site: SiteWeight): void {
    this.#lift(configuration)
    for (let k = 0; k < this.length; k++) {
      site.look(this.sites[k]!)
      this.weights[k] = site.sum(this.species[k]!)
      configuration.show(this.sites[k]!, this.states[k]!)
    }
  }

  /** Draws every state from the heat bath of what stands already, and leaves them standing. */
  grow(configuration: Configuration, site: SiteWeight, choices: Choices): void {
    const { first } = configuration.model.states
    this.#lift(configuration)
    for (let k = 0; k < this.length; k++) {
      const species = this.species[k]!
      site.look(this.sites[k]!)
      this.weights[k] = site.weigh(species)
      this.states[k] = first[species]! + site.pick(species, choices)
      configuration.show(this.sites[k]!, this.states[k]!)
    }
  }

  /** Empties the sites, without counting it. Slots stay: growth weighs contacts only. */
  #lift(configuration: Configuration): void {
    for (let k = 0; k < this.length; k++) configuration.show(this.sites[k]!, VACANT)
  }

  #add(configuration: Configuration, site: number): void {
    this.sites[this.length] = site
    this.species[this.length] = configuration.speciesAt(site)
    this.states[this.length] = configuration.state[site]!
    this.length += 1
  }

  #has(site: number): boolean {
    for (let k = 0; k < this.length; k++) if (this.sites[k] === site) return true
    return false
  }
}
