import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { VACANT } from '../model/states.ts'
import type { Choices } from '../numeric/choices.ts'
import { boltzmann } from './boltzmann.ts'
import { Growth } from './growth.ts'
import type { Move } from './move.ts'
import { pickPartner, type Reach } from './reach.ts'
import type { SiteWeight } from './site-weight.ts'
import type { Solutes } from './solutes.ts'

/**
 * Swaps a solute with whatever is on another site, and grows all orientations that this may upset anew.
 *
 * Configurational bias (Siepmann & Frenkel, Mol. Phys. 75, 59 (1992)): the two ends, and with `regrow`
 * the molecules around both, are lifted and put back one by one, each orientation drawn from the heat
 * bath of what stands already. With W_k the sum over orientations found at step k, the swap is accepted
 * with min(1, Π_k W_k(new)/W_k(old) · e^(−βΔE)), ΔE what does not depend on orientations. Both the old
 * and the new state are grown from where the solute is in them, hence the reverse swap retraces.
 */
export class Swap implements Move {
  readonly name: `${'swap' | 'regrowth'}-${Reach}`
  readonly #configuration: Configuration
  readonly #hamiltonian: Hamiltonian
  readonly #choices: Choices
  readonly #site: SiteWeight
  readonly #solutes: Solutes
  readonly #reach: Reach
  readonly #regrow: boolean
  readonly #old = new Growth()
  readonly #new = new Growth()

  constructor(
    configuration: Configuration,
    hamiltonian: Hamiltonian,
    choices: Choices,
    site: SiteWeight,
    solutes: Solutes,
    reach: Reach,
    regrow: boolean,
  ) {
    this.name = `${regrow ? 'regrowth' : 'swap'}-${reach}`
    this.#configuration = configuration
    this.#hamiltonian = hamiltonian
    this.#choices = choices
    this.#site = site
    this.#solutes = solutes
    this.#reach = reach
    this.#regrow = regrow
  }

  attempt(): boolean {
    const configuration = this.#configuration
    const index = this.#choices.below(this.#solutes.count)
    const from = this.#solutes.sites[index]!
    const to = pickPartner(this.#choices, configuration.lattice, from, this.#reach)
    if (configuration.speciesAt(from) === configuration.speciesAt(to)) return false

    const ratio = this.#fixedFactor(from, to) * this.#growthRatio(from, to)
    if (!this.#choices.accept(ratio, 1)) return false
    this.#apply(from, to)
    this.#solutes.moved(index, to)
    return true
  }

  /** e^(−βΔE) of shells, second neighbours and Coulomb, which depend on species alone. */
  #fixedFactor(from: number, to: number): number {
    const configuration = this.#configuration
    const { state } = configuration
    const site = this.#site
    const [a, b] = [configuration.speciesAt(from), configuration.speciesAt(to)]
    const [stateA, stateB] = [state[from]!, state[to]!]
    configuration.put(from, VACANT)
    site.look(from)
    let energy = -site.energy(a, false)
    configuration.put(to, VACANT)
    site.look(to)
    energy -= site.energy(b, false)
    site.look(from)
    energy += site.energy(b, false)
    configuration.put(from, stateB)
    site.look(to)
    energy += site.energy(a, false)
    configuration.put(from, VACANT)
    configuration.put(to, stateB)
    configuration.put(from, stateA)
    return boltzmann(energy, this.#coulombChange(from, to))
  }

  /** In kT. */
  #coulombChange(from: number, to: number): number {
    const { electrostatics } = this.#configuration
    const charge = this.#chargeMoved(from, to)
    if (electrostatics === null || charge === 0) return 0
    return this.#hamiltonian.coulomb * electrostatics.transferChange(from, to, charge)
  }

  #chargeMoved(from: number, to: number): number {
    const { charges } = this.#configuration.model
    const configuration = this.#configuration
    return charges[configuration.speciesAt(from)]! - charges[configuration.speciesAt(to)]!
  }

  /** Π_k W_k(new)/W_k(old); leaves the new states in `#new` and the configuration as it was. */
  #growthRatio(from: number, to: number): number {
    const configuration = this.#configuration
    this.#old.list(configuration, from, to, this.#regrow)
    this.#new.list(configuration, to, from, this.#regrow)
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
    const charge = this.#chargeMoved(from, to)
    const { sites, states, length } = this.#new
    for (let k = 0; k < length; k++) this.#configuration.replace(sites[k]!, states[k]!)
    if (charge !== 0) this.#configuration.electrostatics?.transfer(from, to, charge)
  }
}
