import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import type { Choices } from '../numeric/choices.ts'
import { Growth } from './growth.ts'
import type { Move } from './move.ts'
import { pickPartner, type Reach } from './reach.ts'
import type { SiteWeight } from './site-weight.ts'
import type { Solutes } from './solutes.ts'
import { SwapEnergy } from './swap-energy.ts'
import { passesFirstStage, passesSecondStage } from './two-stages.ts'

/**
 * Swaps a solute with whatever is on another site, and grows all molecules around both ends anew: as
 * `Swap`, but with many steps of growth. They cost so much that shells and Coulomb decide first.
 */
export class Regrowth implements Move {
  readonly name: `regrowth-${Reach}`
  readonly #configuration: Configuration
  readonly #choices: Choices
  readonly #site: SiteWeight
  readonly #solutes: Solutes
  readonly #reach: Reach
  readonly #energy: SwapEnergy
  readonly #old = new Growth()
  readonly #new = new Growth()

  constructor(
    configuration: Configuration,
    hamiltonian: Hamiltonian,
    choices: Choices,
    site: SiteWeight,
    solutes: Solutes,
    reach: Reach,
  ) {
    this.name = `regrowth-${reach}`
    this.#configuration = configuration
    this.#choices = choices
    this.#site = site
    this.#solutes = solutes
    this.#reach = reach
    this.#energy = new SwapEnergy(configuration, hamiltonian, site)
  }

  get memory(): Int32Array {
    return this.#solutes.sites
  }

  attempt(): boolean {
    const configuration = this.#configuration
    const index = this.#choices.below(this.#solutes.count)
    const from = this.#solutes.sites[index]!
    const to = pickPartner(this.#choices, configuration.lattice, from, this.#reach)
    if (configuration.speciesAt(from) === configuration.speciesAt(to)) return false

    const factor = this.#energy.factor(from, to)
    if (!passesFirstStage(this.#choices, factor)) return false
    const ratio = this.#growthRatio(from, to)
    if (!passesSecondStage(this.#choices, factor, ratio)) return false
    this.#apply(from, to)
    this.#solutes.moved(index, to)
    return true
  }

  /** Π_k W_k(new)/W_k(old); leaves the new states in `#new` and the configuration as it was. */
  #growthRatio(from: number, to: number): number {
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

  #apply(from: number, to: number): void {
    const charge = this.#energy.chargeMoved(from, to)
    const { sites, states, length } = this.#new
    for (let k = 0; k < length; k++) this.#configuration.replace(sites[k]!, states[k]!)
    if (charge !== 0) this.#configuration.electrostatics?.transfer(from, to, charge)
  }
}
