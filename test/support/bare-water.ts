import type { Scenario } from '../../src/scenario/scenario.ts'
import { closedScenario } from './closed-scenario.ts'

/**
 * A lattice gas that goes by the name of water, with nothing of it: spheres that attract each other, and a background
 * of so many kT that holds them together wherever they are.
 */
export function bareWater(
  attraction: number,
  { cells = 4, production = 4000, observables = 'entropy, pressure', cohesion = 0 } = {},
): Scenario {
  return closedScenario(
    `
    forcefield:
      name: spheres
      network: H2O
      species: { H2O: {}, vacancy: {} }
      contacts: [ { between: [H2O, H2O], enthalpy: ${-attraction} kT } ]
      cohesion: { of: H2O, value: ${cohesion} kT }
    composition: { counts: { H2O: 1 } }
    lattice: { cells: ${cells} }
    sampling: { equilibration: 200, production: ${production}, measureEvery: 1, replicas: 1 }
    observables: [${observables}]
    seed: spheres`,
    'spheres',
    { forceField: () => null },
  )
}
