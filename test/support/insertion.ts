import type { Configuration } from '../../src/model/configuration.ts'
import type { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { networkIndex } from '../../src/model/lattice-model.ts'
import { VACANT } from '../../src/model/states.ts'
import { boltzmann } from '../../src/moves/boltzmann.ts'
import { SiteWeight } from '../../src/moves/site-weight.ts'
import { exp } from '../../src/numeric/exp.ts'
import { log } from '../../src/numeric/log.ts'
import type { CustomObserver } from '../../src/observe/custom-observer.ts'
import type { Column, Distribution, Observer } from '../../src/observe/observer.ts'

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

/** For the replicas of a scenario. */
export const insertion: CustomObserver = {
  name: 'insertion',
  create: (configuration, hamiltonian) => new InsertionObserver(configuration, hamiltonian),
}

/**
 * Reduced chemical potential βμ = −ln⟨insertion⟩ from the mean of `insertion:H2O`; null where no
 * insertion had any weight, so that nothing can be said.
 */
export function reducedChemicalPotential(meanInsertion: number): number | null {
  return meanInsertion > 0 ? -log(meanInsertion) : null
}
