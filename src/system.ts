import type { SystemRecord } from './evaluate/record.ts'
import type { Warning } from './evaluate/warning.ts'
import { configurationalEntropyIdeal, entropyClass } from './formula/formula-entropy.ts'
import { type ComposedSystem, composeSystem } from './model/composition.ts'
import type { DensityTable } from './model/density.ts'
import { Hamiltonian } from './model/hamiltonian.ts'
import { impossible } from './model/impossible-composition.ts'
import { compileModel } from './model/lattice-model.ts'
import type { Scenario } from './scenario/scenario.ts'

/** A scenario of which nothing is open, and its numbers of particles on the lattice. */
export interface System extends Composed {
  readonly scenario: Scenario
}

export interface Composed {
  readonly system: SystemRecord
  readonly warnings: readonly Warning[]
}

/**
 * The numbers of particles on the lattice of a scenario of which nothing is open.
 * @throws InputError if it cannot be put there
 */
export function composed(scenario: Scenario, densities: DensityTable): Composed {
  const found = composeSystem(scenario, densities)
  checkModel(scenario, found.counts)
  return described(found)
}

/** Some limits are those of the tables: better known now than from a worker. */
export function checkModel(
  { forceField, temperature }: Scenario,
  counts: Readonly<Record<string, number>>,
): void {
  try {
    new Hamiltonian(compileModel(forceField, Object.keys(counts)), temperature)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw impossible('forcefield', `the force field cannot be used: ${error.message}`)
  }
}

export function described(found: ComposedSystem): Composed {
  const { sites, counts, molality, charge, vacancies, density, densitySource, warnings } = found
  const amounts = Object.values(counts)
  return {
    system: {
      sites,
      counts,
      molality,
      charge,
      vacancyFraction: vacancies / sites,
      density,
      densitySource,
      configurationalEntropyClass: amounts.some((amount) => amount > 0)
        ? entropyClass(configurationalEntropyIdeal(amounts))
        : null,
    },
    warnings,
  }
}
