import type { ForceField } from '../../src/forcefield/force-field.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel } from '../../src/model/lattice-model.ts'
import { TinyEnsemble } from './tiny-ensemble.ts'

/** βF and ⟨Σh⟩ of a system whose states can be listed, for any temperature, by summing over all of them. */
export class ExactAverages {
  readonly ensemble: TinyEnsemble
  /** ln of the number of all states, translations included. */
  readonly logStates: number

  constructor(forceField: ForceField, counts: Readonly<Record<string, number>>) {
    this.ensemble = new TinyEnsemble(forceField, counts, 298.15)
    const { sites } = this.ensemble.configuration.lattice
    this.logStates = Math.log(sites * this.ensemble.states.length)
  }

  at(temperature: number) {
    const { configuration, states } = this.ensemble
    const { model } = configuration
    const present = model.species.map(({ name }) => name)
    const hamiltonian = new Hamiltonian(compileModel(model.forceField, present), temperature)
    let partition = 0
    let enthalpy = 0
    for (const state of states) {
      configuration.fill(state)
      const weight = Math.exp(-hamiltonian.reducedEnergy(configuration))
      partition += weight
      enthalpy += weight * hamiltonian.enthalpy(configuration)
    }
    const betaF = -Math.log(configuration.lattice.sites * partition)
    const beta = 1 / (8.31446261815324e-3 * temperature)
    return {
      betaF,
      enthalpy: enthalpy / partition,
      entropy: (beta * enthalpy) / partition - betaF,
    }
  }
}
