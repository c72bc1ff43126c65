import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { VACANT } from '../model/states.ts'
import { boltzmann } from './boltzmann.ts'
import type { SiteWeight } from './site-weight.ts'

/** What swapping the occupants of two sites changes whatever their orientations. */
export class SwapEnergy {
  readonly #configuration: Configuration
  readonly #hamiltonian: Hamiltonian
  readonly #site: SiteWeight

  constructor(configuration: Configuration, hamiltonian: Hamiltonian, site: SiteWeight) {
    this.#configuration = configuration
    this.#hamiltonian = hamiltonian
    this.#site = site
  }

  /** e^(−βΔE) of shells, second neighbours and Coulomb. */
  factor(from: number, to: number): number {
    return boltzmann(this.#shellChange(from, to), this.#coulombChange(from, to))
  }

  /** Elementary charges that go from one end to the other. */
  chargeMoved(from: number, to: number): number {
    const { charges } = this.#configuration.model
    const configuration = this.#configuration
    return charges[configuration.speciesAt(from)]! - charges[configuration.speciesAt(to)]!
  }

  /** In `ENERGY_UNIT`; in general found by lifting both and putting them back crosswise. */
  #shellChange(from: number, to: number): number {
    const configuration = this.#configuration
    const { state } = configuration
    const site = this.#site
    const a = configuration.speciesAt(from)
    const b = configuration.speciesAt(to)
    if (b === VACANT && !configuration.lattice.isClose(from, to)) {
      return site.look(to).energy(a, false) - site.look(from).energy(a, true)
    }
    const stateA = state[from]!
    const stateB = state[to]!
    configuration.put(from, VACANT)
    let energy = -site.look(from).energy(a, false)
    configuration.put(to, VACANT)
    energy -= site.look(to).energy(b, false)
    energy += site.look(from).energy(b, false)
    configuration.put(from, stateB)
    energy += site.look(to).energy(a, false)
    configuration.put(from, VACANT)
    configuration.put(to, stateB)
    configuration.put(from, stateA)
    return energy
  }

  /** In kT. */
  #coulombChange(from: number, to: number): number {
    const { electrostatics } = this.#configuration
    const charge = this.chargeMoved(from, to)
    if (electrostatics === null || charge === 0) return 0
    return this.#hamiltonian.coulomb * electrostatics.transferChange(from, to, charge)
  }
}
