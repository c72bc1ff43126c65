import { BccLattice } from '../lattice/bcc.ts'
import { Configuration } from '../model/configuration.ts'
import { Hamiltonian } from '../model/hamiltonian.ts'
import { compileModel } from '../model/lattice-model.ts'
import { createObservers } from '../observe/registry.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** What is measured does not depend on the size of the lattice: a small one tells. */
const CELLS = 4

/** Names of the observables that a run of the scenario measures as time series, in their order. */
export function measuredNames(
  { forceField, temperature, observables }: Omit<Scenario, 'until'>,
  counts: Readonly<Record<string, number>>,
): string[] {
  const model = compileModel(forceField, Object.keys(counts))
  const configuration = new Configuration(new BccLattice(CELLS), model)
  const observers = createObservers(observables, configuration, new Hamiltonian(model, temperature))
  const columns = observers.flatMap((observer) => observer.columns)
  return columns.flatMap(({ name, auxiliary }) => (auxiliary ? [] : [name]))
}
