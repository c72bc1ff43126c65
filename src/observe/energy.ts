import type { Configuration } from '../model/configuration.ts'
import { ENERGY_UNIT, type Hamiltonian } from '../model/hamiltonian.ts'
import { networkIndex } from '../model/lattice-model.ts'
import type { Column, Distribution, Observer } from './observer.ts'

/**
 * Configurational energy of the box, Σh: contact enthalpies, shells, and u·(1 + d ln ε/d ln T) for
 * Coulomb, whose u is a free energy (`Hamiltonian.enthalpy`). Without a pressure–volume term energy
 * and enthalpy are one on a lattice of fixed size.
 *
 * Reported per water (where the system has water) and per site, in kJ/mol. Σh and Σ∂h/∂T of the whole
 * box are measured as well, for the heat capacity.
 */
export class EnergyObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  readonly #hamiltonian: Hamiltonian
  readonly #network: number

  constructor(configuration: Configuration, hamiltonian: Hamiltonian) {
    this.#configuration = configuration
    this.#hamiltonian = hamiltonian
    this.#network = networkIndex(configuration.model)
    this.columns = [
      { name: 'enthalpy', unit: 'kJ/mol', auxiliary: true },
      { name: 'enthalpySlope', unit: 'kJ/mol/K', auxiliary: true },
      { name: 'energyPerSite', unit: 'kJ/mol' },
      ...(this.#network < 0 ? [] : [{ name: 'energyPerWater', unit: 'kJ/mol' }]),
    ]
  }

  measure(out: Float64Array, offset: number): void {
    const configuration = this.#configuration
    const enthalpy = this.#hamiltonian.enthalpy(configuration)
    out[offset] = enthalpy
    out[offset + 1] = this.#hamiltonian.enthalpySlope(configuration)
    out[offset + 2] = enthalpy / configuration.lattice.sites
    if (this.#network < 0) return
    out[offset + 3] = enthalpy / Math.max(configuration.population[this.#network]!, 1)
  }
}

/**
 * βH of the box at full coupling, whatever the coupling of the chain; for free energies. Where a field acts, the energy of
 * the particles in it, too.
 */
export class ReducedEnergyObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  readonly #hamiltonian: Hamiltonian

  constructor(configuration: Configuration, hamiltonian: Hamiltonian) {
    this.#configuration = configuration
    this.#hamiltonian = hamiltonian
    const names = ['reducedEnergy', ...(hamiltonian.field === null ? [] : ['fieldEnergy'])]
    this.columns = names.map((name) => ({ name, unit: 'kT', auxiliary: true }))
  }

  measure(out: Float64Array, offset: number): void {
    const { field, feelsField } = this.#hamiltonian
    const { model, state } = this.#configuration
    out[offset] = this.#hamiltonian.reducedEnergy(this.#configuration)
    if (field === null) return
    let sum = 0
    for (let site = 0; site < field.length; site++) {
      sum += feelsField[model.states.species[state[site]!]!]! * field[site]!
    }
    out[offset + 1] = sum * ENERGY_UNIT
  }
}
