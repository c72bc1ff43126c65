import type { Configuration } from '../model/configuration.ts'

/** No species has this number. */
const NEVER = 255

/** The sites on which there is another species than when last looked at. */
export class OccupantChanges {
  /** The first `count` of these have changed. */
  readonly sites: Int32Array
  count = 0
  readonly #configuration: Configuration
  /** [site] → species when last looked at, at first none that there is */
  readonly #seen: Uint8Array

  constructor(configuration: Configuration) {
    this.#configuration = configuration
    this.sites = new Int32Array(configuration.lattice.sites)
    this.#seen = new Uint8Array(configuration.lattice.sites).fill(NEVER)
  }

  /** Looks at all sites; the first time all have changed. */
  find(): void {
    const { state, model } = this.#configuration
    const species = model.states.species
    const [seen, sites] = [this.#seen, this.sites]
    let count = 0
    for (let site = 0; site < state.length; site++) {
      const occupant = species[state[site]!]!
      if (occupant === seen[site]) continue
      seen[site] = occupant
      sites[count++] = site
    }
    this.count = count
  }

  /** Takes what is on a site now for seen. */
  know(site: number): void {
    this.#seen[site] = this.#configuration.speciesAt(site)
  }
}
