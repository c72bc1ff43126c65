import type { Scenario } from '../../src/scenario/scenario.ts'
import { closedScenario } from './closed-scenario.ts'

/** Two kinds of spheres on a small lattice; a contact between unlike ones is worth `unlike` kT, others nothing. */
export function neutralMixture(
  unlike: number,
  counts: Readonly<Record<string, number>>,
  sampling = '{ equilibration: 200, production: 4000, measureEvery: 1, replicas: 2 }',
): Scenario {
  return closedScenario(
    `
    forcefield:
      name: mixture
      species: { A: {}, B: {}, vacancy: {} }
      contacts: [ { between: [A, B], enthalpy: ${unlike} kT } ]
    composition: { counts: ${JSON.stringify(counts)} }
    lattice: { cells: 4 }
    sampling: ${sampling}
    observables: [entropy, mixingEntropy]
    seed: mixture`,
    'mixture',
    { forceField: () => null },
  )
}
