import type { DensityTable } from '../model/density.ts'
import { resolve } from '../resolve.ts'
import type { ParsedSingle } from '../scenario/parse-scenario.ts'
import type { System } from '../system.ts'
import { inline } from './inline.ts'
import { resultOf } from './run-plans.ts'
import type { Runner } from './runner.ts'

/** What resolving a scenario needs. */
export interface ResolveOptions {
  /** Measured densities of solutions, as `parseDensityTable` reads them. */
  readonly densities: DensityTable
  /** For the searches, if any are needed; `inline()` unless given. */
  readonly runner?: Runner
  readonly signal?: AbortSignal
}

/**
 * Finds the numbers of particles, and what is open in a scenario by short simulations: the vacancies at a pressure, the
 * temperatures of a ladder. What was found stands in `scenario` of the system, which can be resolved again as it is.
 * @throws InputError with the place of what is wrong if it cannot be put on its lattice
 * @throws the reason of the signal after that
 */
export function resolveScenario(
  parsed: Pick<ParsedSingle, 'scenario' | 'problemsOf'>,
  { densities, runner = inline(), signal }: ResolveOptions,
): Promise<System> {
  const options = { runner, signal }
  return resolve(parsed, {
    densities,
    search: ({ plan }) => resultOf(plan, options),
  })
}
