import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { networkIndex } from '../model/lattice-model.ts'
import { VACANT } from '../model/states.ts'
import { boltzmann } from '../moves/boltzmann.ts'
import { SiteWeight } from '../moves/site-weight.ts'
import { exp } from '../numeric/exp.ts'
import type { Column, Distribution, Observer } from './observer.ts'

/**
 * Water's chemical potential by insertion (Widom, J. Chem. Phys. 39, 2808 (1963)), on every vacant
 * site and in every orientation at once:
 * `insertion:H2O` = Σ_vacancies Σ_orientations e^(−βΔE) / (N_water + 1), whose mean is the ratio of
 * the partition functions with one water more and with the present number: e^(−βμ), without unit.
 * μ counts configurations of the lattice: it leaves out momenta and vibrations.
 */
export class InsertionObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  readonly #hamiltonian: Hamiltonian
  readonly #site: SiteWeight
  readonly #network: number

  constructor(configuration: Configuration, hamiltonian: Hamiltonian) {
    this.#configuration = configuration
    this.#hamiltonian = hamiltonian
    this.#site = new SiteWeight(configuration, hamiltonian)
    this.#network = networkIndex(configuration.model)
    const { name } = configuration.model.species[this.#network - 1]!
    this.columns = [{ name: `insertion:${name}`, unit: '', auxiliary: true }]
  }

  measure(out: Float64Array, offset: number): void {
    const { state, population } = this.#configuration
    const site = this.#site
    let sum = 0
    for (let place = 0; place < state.length; place++) {
      if (state[place] !== VACANT) continue
      site.look(place)
      sum += site.weigh(this.#network) * boltzmann(site.energy(this.#network, false))
    }
    out[offset] = (sum * exp(-this.#cohesionChange())) / (population[this.#network]! + 1)
  }

  /** Change of the background cohesion, which depends on numbers alone and is part of no site's energy; kT. */
  #cohesionChange(): number {
    const { population } = this.#configuration
    const grown = population.slice()
    grown[VACANT]! -= 1
    grown[this.#network]! += 1
    return this.#hamiltonian.reducedCohesion(grown) - this.#hamiltonian.reducedCohesion(population)
  }
}
