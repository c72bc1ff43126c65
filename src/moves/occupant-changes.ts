import { CLOSE_DIRECTIONS } from '../lattice/directions.ts'
import type { Configuration } from '../model/configuration.ts'

/** No species has this number. */
const NEVER = 255

/** Sites that are close to one. */
const CLOSE = CLOSE_DIRECTIONS.length

/** The sites where the species has changed since the last `find`, on them or up to two steps away. */
export class OccupantChanges {
  /** The first `count` of these, each once. */
  readonly sites: Int32Array
  count = 0
  readonly #configuration: Configuration
  /** [site] → species at the last `find`; at first `NEVER` */
  readonly #seen: Uint8Array
  /** [site] → number of the `find` that last listed it */
  readonly #listed: Int32Array
  #look = 0

  constructor(configuration: Configuration) {
    const { sites } = configuration.lattice
    this.#configuration = configuration
    this.sites = new Int32Array(sites)
    this.#seen = new Uint8Array(sites).fill(NEVER)
    this.#listed = new Int32Array(sites)
  }

  /** Finds the sites that have changed; the first time these are all. */
  find(): void {
    const { state, model } = this.#configuration
    const species = model.states.species
    const seen = this.#seen
    this.count = 0
    this.#look++
    for (let site = 0; site < state.length; site++) {
      const occupant = species[state[site]!]!
      if (occupant === seen[site]) continue
      seen[site] = occupant
      this.#listAround(site)
    }
  }

  /** Takes the present species of a site as known. */
  know(site: number): void {
    this.#seen[site] = this.#configuration.speciesAt(site)
  }

  #listAround(site: number): void {
    const { closeSteps, kind } = this.#configuration.lattice
    const row = CLOSE * kind[site]!
    this.#list(site)
    for (let d = 0; d < CLOSE; d++) this.#list(site + closeSteps[row + d]!)
  }

  #list(site: number): void {
    if (this.#listed[site] === this.#look) return
    this.#listed[site] = this.#look
    this.sites[this.count++] = site
  }
}
