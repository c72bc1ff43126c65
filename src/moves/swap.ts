import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { VACANT } from '../model/states.ts'
import type { Choices } from '../numeric/choices.ts'
import type { Move } from './move.ts'
import { pickPartner, type Reach } from './reach.ts'
import type { SiteWeight } from './site-weight.ts'
import type { Solutes } from './solutes.ts'
import { SwapEnergy } from './swap-energy.ts'
import { passesFirstStage, passesSecondStage } from './two-stages.ts'

/**
 * Swaps a solute with whatever is on another site, the orientations of both drawn anew.
 *
 * Configurational bias (Siepmann & Frenkel, Mol. Phys. 75, 59 (1992)): both are lifted and put back one
 * by one, the solute first, each orientation drawn from the heat bath of what stands already. With W_k
 * the sum over orientations found at step k, the ratio of acceptance is Π_k W_k(new)/W_k(old) ·
 * e^(−βΔE), ΔE what does not depend on orientations. The old state is retraced from where the solute
 * was, as the reverse swap would grow it. An orientation that no later W depends on is drawn after
 * acceptance only.
 */
export class Swap implements Move {
  readonly name: `swap-${Reach}`
  readonly #configuration: Configuration
  readonly #choices: Choices
  readonly #site: SiteWeight
  readonly #solutes: Solutes
  readonly #reach: Reach
  readonly #energy: SwapEnergy
  /** State drawn for the solute on its new place; −1 where nothing depends on it before acceptance. */
  #drawn = -1

  constructor(
    configuration: Configuration,
    hamiltonian: Hamiltonian,
    choices: Choices,
    site: SiteWeight,
    solutes: Solutes,
    reach: Reach,
  ) {
    this.name = `swap-${reach}`
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
    const a = configuration.speciesAt(from)
    const b = configuration.speciesAt(to)
    if (a === b) return false

    const ratio = this.#weightRatio(from, to, a, b)
    if (!passesFirstStage(this.#choices, ratio)) return false
    if (!passesSecondStage(this.#choices, ratio, this.#energy.factor(from, to))) return false
    this.#apply(from, to, b)
    this.#solutes.moved(index, to)
    return true
  }

  /** Π_k W_k(new)/W_k(old). */
  #weightRatio(from: number, to: number, a: number, b: number): number {
    const site = this.#site
    const d = this.#configuration.lattice.direction(from, to)
    this.#drawn = -1
    if (d >= 0) return this.#neighbourRatio(from, to, d)
    const old = site.look(from).sum(a) / site.sum(b)
    return site.look(to).sum(a) / site.sum(b) / old
  }

  /** The same where each end feels the other, in direction d; leaves the solute's new state in `#drawn`. */
  #neighbourRatio(from: number, to: number, d: number): number {
    const { state, model } = this.#configuration
    const site = this.#site
    const stateA = state[from]!
    const stateB = state[to]!
    const a = model.states.species[stateA]!
    const b = model.states.species[stateB]!
    const oldA = site.look(from).suppose(d, stateB, VACANT).sum(a)
    const oldB = site.look(to).sum(b)
    const newA = site.suppose(d ^ 4, stateA, VACANT).sum(a)
    this.#drawn = model.states.first[a]! + site.draw(a, this.#choices)
    const newB = site.look(from).suppose(d, stateB, this.#drawn).sum(b)
    return (newA / oldA) * (newB / oldB)
  }

  #draw(place: number, species: number): number {
    const orientation = this.#site.look(place).draw(species, this.#choices)
    return this.#configuration.model.states.first[species]! + orientation
  }

  #apply(from: number, to: number, b: number): void {
    const configuration = this.#configuration
    const charge = this.#energy.chargeMoved(from, to)
    const a = configuration.speciesAt(from)
    configuration.replace(to, this.#drawn >= 0 ? this.#drawn : this.#draw(to, a))
    configuration.replace(from, this.#draw(from, b))
    if (charge !== 0) configuration.electrostatics?.transfer(from, to, charge)
  }
}
