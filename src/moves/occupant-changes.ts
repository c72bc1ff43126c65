import { CLOSE_DIRECTIONS } from '../lattice/directions.ts'
import type { Configuration } from '../model/configuration.ts'

/** No species has this number. */
const NEVER = 255

/** Sites that are close to one. */
const CLOSE = CLOSE_DIRECTIONS.length

/** The sites that feel another species than when last looked at: on them or up to two steps away. */
export class OccupantChanges {
  /** The first `count` of these, each once. */
  readonly sites: Int32Array
  count = 0
  readonly #configuration: Configuration
  /** [site] → species when last looked at, at first none that there is */
  readonly #seen: Uint8Array
  /** [site] → the look in which it was last listed */
  readonly #listed: Int32Array
  #look = 0

  constructor(configuration: Configuration) {
    const { sites } = configuration.lattice
    this.#configuration = configuration
    this.sites = new Int32Array(sites)
    this.#seen = new Uint8Array(sites).fill(NEVER)
    this.#listed = new Int32Array(sites)
  }

  /** Looks at all sites; the first time all have changed. */
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

  /** Takes what is on a site now for seen. */
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
