import { vacanciesAtPressure } from '../methods/filling-at-pressure.ts'
import { spacedLadder } from '../methods/ladder-spacing.ts'
import { carryOut, type Plan } from '../methods/method.ts'
import type { DensityTable } from '../model/density.ts'
import { resolve, type System } from '../resolve.ts'
import type { ParsedSingle } from '../scenario/parse-scenario.ts'
import { inline } from './inline.ts'
import type { Runner } from './runner.ts'
import { perform, type WorkEvent, type WorkOptions } from './simulate.ts'

/**
 * Carries a plan out, such as that of `melting`: asks the runner for its runs. The last event is `finished` with what was
 * found, `failed` or, after the signal, `interrupted`; `checkpoint` events hold what `kept` takes to resume.
 */
export function runPlan<Found>(
  plan: Plan<Found>,
  options: WorkOptions,
): AsyncGenerator<WorkEvent<Found>, void> {
  return perform((execute) => carryOut(plan, execute), options)
}

/** How a plan is carried out. */
export interface ResultOptions<Found> extends WorkOptions {
  /** Told of all that happens on the way. */
  readonly onEvent?: ((event: WorkEvent<Found>) => void) | undefined
}

/**
 * What a plan finds.
 * @throws the reason of the signal after that, and an Error where a replica failed
 */
export async function resultOf<Found>(
  plan: Plan<Found>,
  { onEvent, ...options }: ResultOptions<Found>,
): Promise<Found> {
  for await (const event of runPlan(plan, options)) {
    onEvent?.(event)
    if (event.kind === 'finished') return event.result
    if (event.kind === 'failed') throw new Error(event.failure.cause)
    if (event.kind === 'interrupted') throw options.signal?.reason
  }
  throw new Error('a plan ended without an end')
}

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
    search: {
      ladderBetween: (...asked) => resultOf(spacedLadder(...asked), options),
      vacanciesAt: (...asked) => resultOf(vacanciesAtPressure(...asked), options),
    },
  })
}
