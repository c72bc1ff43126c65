import type { Configuration } from '../model/configuration.ts'
import type { Choices } from '../numeric/choices.ts'
import type { Move } from './move.ts'
import { pickPartner, type Reach } from './reach.ts'
import type { SiteWeight } from './site-weight.ts'
import type { Solutes } from './solutes.ts'
import type { SwapEnergy } from './swap-energy.ts'
import { SwapGrowth } from './swap-growth.ts'
import { passesFirstStage, passesSecondStage } from './two-stages.ts'

/**
 * Swaps a solute with the occupant of another site, and regrows all molecules around both ends: as `Swap`, but with
 * many steps of growth. These are so costly that shells and Coulomb are decided on first.
 */
export class Regrowth implements Move {
  readonly name: `regrowth-${Reach}`
  readonly #configuration: Configuration
  readonly #choices: Choices
  readonly #solutes: Solutes
  readonly #reach: Reach
  readonly #energy: SwapEnergy
  readonly #growth: SwapGrowth

  constructor(
    configuration: Configuration,
    choices: Choices,
    site: SiteWeight,
    energy: SwapEnergy,
    solutes: Solutes,
    reach: Reach,
  ) {
    this.name = `regrowth-${reach}`
    this.#configuration = configuration
    this.#choices = choices
    this.#solutes = solutes
    this.#reach = reach
    this.#energy = energy
    this.#growth = new SwapGrowth(configuration, choices, site)
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
    const ratio = this.#growth.ratio(from, to)
    if (!passesSecondStage(this.#choices, factor, ratio)) return false
    this.#growth.apply(from, to, this.#energy.chargeMoved(from, to))
    this.#solutes.moved(index, to)
    return true
  }
}
