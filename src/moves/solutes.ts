import type { Configuration } from '../model/configuration.ts'

/** Where the particles are that swaps move: all but the vacancies and the one species that exchanges with them. */
export class Solutes {
  readonly sites: Int32Array
  readonly #configuration: Configuration
  readonly #mobileSolvent: number

  /** @param mobileSolvent index of the species that is not a solute; 0 where all are */
  constructor(configuration: Configuration, mobileSolvent: number) {
    const { lattice } = configuration
    this.#configuration = configuration
    this.#mobileSolvent = mobileSolvent
    const sites: number[] = []
    for (let site = 0; site < lattice.sites; site++) if (this.#holds(site)) sites.push(site)
    this.sites = Int32Array.from(sites)
  }

  get count(): number {
    return this.sites.length
  }

  /** To be called after the solute listed at `index` has moved to `site`, and its partner to where it was. */
  moved(index: number, site: number): void {
    // Two solutes that have swapped leave the set of sites as it was.
    if (!this.#holds(this.sites[index]!)) this.sites[index] = site
  }

  /** Whether swaps move a species. */
  isSolute(species: number): boolean {
    return species !== 0 && species !== this.#mobileSolvent
  }

  #holds(site: number): boolean {
    return this.isSolute(this.#configuration.speciesAt(site))
  }
}
