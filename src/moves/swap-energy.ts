import type { BccLattice } from '../lattice/bcc.ts'
import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { boltzmann } from './boltzmann.ts'
import { SpeciesReplacement } from './species-replacement.ts'

/** The change of energy when two occupants are swapped that does not depend on orientations. */
export class SwapEnergy {
  readonly #configuration: Configuration
  readonly #lattice: BccLattice
  readonly #hamiltonian: Hamiltonian
  readonly #replacement: SpeciesReplacement

  constructor(configuration: Configuration, hamiltonian: Hamiltonian) {
    this.#configuration = configuration
    this.#lattice = configuration.lattice
    this.#hamiltonian = hamiltonian
    this.#replacement = new SpeciesReplacement(configuration, hamiltonian)
  }

  /** e^(−βΔE) of shells, second neighbours and Coulomb. */
  factor(from: number, to: number): number {
    return boltzmann(this.shellChange(from, to), this.#coulombChange(from, to))
  }

  /** Elementary charges that go from one end to the other. */
  chargeMoved(from: number, to: number): number {
    const { charges } = this.#configuration.model
    const configuration = this.#configuration
    return charges[configuration.speciesAt(from)]! - charges[configuration.speciesAt(to)]!
  }

  /**
   * ΔE of shells and second neighbours, in `ENERGY_UNIT`. Nearest neighbours have no neighbour in common,
   * so each end is replaced as if alone, but for what it finds at the other. Ends that do have neighbours in
   * common are replaced one after the other.
   */
  shellChange(from: number, to: number): number {
    const replacement = this.#replacement
    const a = this.#configuration.speciesAt(from)
    const b = this.#configuration.speciesAt(to)
    if (!this.#lattice.isClose(from, to)) {
      return replacement.change(from, a, b) + replacement.change(to, b, a)
    }
    const direction = this.#lattice.direction(from, to)
    if (direction >= 0) {
      const back = direction ^ 4
      return (
        replacement.changeBeside(from, a, b, direction) + replacement.changeBeside(to, b, a, back)
      )
    }
    return this.#changeInTurn(from, to)
  }

  #changeInTurn(from: number, to: number): number {
    const configuration = this.#configuration
    const stateA = configuration.state[from]!
    const stateB = configuration.state[to]!
    const a = configuration.speciesAt(from)
    const b = configuration.speciesAt(to)
    const first = this.#replacement.change(from, a, b)
    configuration.put(from, stateB)
    const second = this.#replacement.change(to, b, a)
    configuration.put(from, stateA)
    return first + second
  }

  /** In kT. */
  #coulombChange(from: number, to: number): number {
    const { electrostatics } = this.#configuration
    const charge = this.chargeMoved(from, to)
    if (electrostatics === null || charge === 0) return 0
    return this.#hamiltonian.coulomb * electrostatics.transferChange(from, to, charge)
  }
}
