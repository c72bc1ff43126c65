import type { Configuration } from '../model/configuration.ts'
import type { Choices } from '../numeric/choices.ts'
import { Growth } from './growth.ts'
import type { SiteWeight } from './site-weight.ts'

/** Regrows the molecules on and around two sites with their occupants swapped. */
export class SwapGrowth {
  readonly #configuration: Configuration
  readonly #choices: Choices
  readonly #site: SiteWeight
  readonly #old = new Growth()
  readonly #new = new Growth()

  constructor(configuration: Configuration, choices: Choices, site: SiteWeight) {
    this.#configuration = configuration
    this.#choices = choices
    this.#site = site
  }

  /**
   * Π_k W_k(new)/W_k(old) of a solute that goes from one site to another, the old state retraced as the
   * reverse would grow it. Remembers the new states, and leaves the configuration as it was.
   */
  ratio(from: number, to: number): number {
    const configuration = this.#configuration
    this.#old.list(configuration, from, to)
    this.#new.list(configuration, to, from)
    this.#new.swapEnds()
    this.#new.grow(configuration, this.#site, this.#choices)
    this.#old.retrace(configuration, this.#site)
    let ratio = 1
    for (let k = 0; k < this.#old.length; k++) {
      ratio *= this.#new.weights[k]! / this.#old.weights[k]!
    }
    return ratio
  }

  /** Puts what the last `ratio` has grown in place, and moves the charge that goes with it. */
  apply(from: number, to: number, charge: number): void {
    const { sites, states, length } = this.#new
    for (let k = 0; k < length; k++) this.#configuration.replace(sites[k]!, states[k]!)
    if (charge !== 0) this.#configuration.electrostatics?.transfer(from, to, charge)
  }
}
