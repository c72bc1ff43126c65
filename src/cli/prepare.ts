import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { InputError } from '../errors/problem.ts'
import { type ComposedSystem, composeSystem } from '../model/composition.ts'
import { parseDensityTable } from '../model/density.ts'
import { Hamiltonian } from '../model/hamiltonian.ts'
import { compileModel } from '../model/lattice-model.ts'
import type { SystemRecord } from '../results/record.ts'
import type { Warning } from '../results/warning.ts'
import type { Override } from '../scenario/override.ts'
import { parseScenario } from '../scenario/parse-scenario.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { configurationalEntropyIdeal, entropyClass } from '../thermodynamics/ideal-entropy.ts'
import { readForceField, readScenarioFile } from './input-file.ts'
import { SCENARIOS } from './package-root.ts'
import { usageError } from './usage-error.ts'

/** A scenario that has passed all checks, with what it comes to on the lattice. */
export interface Prepared {
  /** The file's name without its ending: what its results are called. */
  readonly name: string
  readonly scenario: Scenario
  readonly system: SystemRecord
  readonly warnings: readonly Warning[]
}

/**
 * Reads and checks a scenario (a path, or the name of a shipped one). Throws InputError with all that
 * is wrong.
 */
export function prepare(reference: string, overrides: readonly Override[]): Prepared {
  const { text, file, path } = readScenarioFile(reference)
  const scenario = parseScenario(text, file, {
    forceField: (name) => readForceField(name, path),
    overrides,
  })
  const composed = compose(scenario, file)
  checkModel(scenario, composed, file)
  return {
    name: basename(path)
      .replace(/\.ya?ml$/i, '')
      .replace(/\.resolved$/, ''),
    scenario,
    system: describeSystem(composed),
    warnings: composed.warnings,
  }
}

function compose(scenario: Scenario, file: string): ComposedSystem {
  const table = readFileSync(join(SCENARIOS, 'reference', 'density.csv'), 'utf8')
  try {
    return composeSystem(scenario, parseDensityTable(table))
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    throw new InputError(error.problems.map((problem) => ({ ...problem, file })))
  }
}

/** Some limits are those of the tables: better known now than from a worker. */
function checkModel(scenario: Scenario, { counts }: ComposedSystem, file: string): void {
  try {
    new Hamiltonian(compileModel(scenario.forceField, Object.keys(counts)), scenario.temperature)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw usageError(file, `the force field cannot be used: ${error.message}`)
  }
}

function describeSystem(composed: ComposedSystem): SystemRecord {
  const { sites, counts, molality, charge, vacancies, density, densitySource } = composed
  const amounts = Object.values(counts)
  return {
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
  }
}
