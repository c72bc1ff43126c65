import { BccLattice } from '../lattice/bcc.ts'
import { Configuration } from '../model/configuration.ts'
import { Hamiltonian } from '../model/hamiltonian.ts'
import { compileModel } from '../model/lattice-model.ts'
import type { Column } from '../observe/observer.ts'
import { createObservers } from '../observe/registry.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** What is measured does not depend on the size of the lattice: a small one tells. */
const CELLS = 4

/** All columns of the time series of a run, those included that only serve to make others. */
export function measuredColumns(
  { forceField, temperature, observables }: Omit<Scenario, 'until'>,
  counts: Readonly<Record<string, number>>,
): readonly Column[] {
  const model = compileModel(forceField, Object.keys(counts))
  const configuration = new Configuration(new BccLattice(CELLS), model)
  const observers = createObservers(observables, configuration, new Hamiltonian(model, temperature))
  return observers.flatMap((observer) => observer.columns)
}
