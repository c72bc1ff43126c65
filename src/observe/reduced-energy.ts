import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import type { Column, Distribution, Observer } from './observer.ts'

/** βH of the box at full coupling, whatever the coupling of the chain; for free energies. */
export class ReducedEnergyObserver implements Observer {
  readonly columns: readonly Column[] = [{ name: 'reducedEnergy', unit: 'kT', auxiliary: true }]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  readonly #hamiltonian: Hamiltonian

  constructor(configuration: Configuration, hamiltonian: Hamiltonian) {
    this.#configuration = configuration
    this.#hamiltonian = hamiltonian
  }

  measure(out: Float64Array, offset: number): void {
    out[offset] = this.#hamiltonian.reducedEnergy(this.#configuration)
  }
}
