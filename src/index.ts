/**
 * `entrolyte`: scenarios read, resolved and run on Node.js, with all of `entrolyte/engine`.
 *
 * @module entrolyte
 */
import { describeMachine } from './host/machine.ts'
import { shippedDensities } from './host/read-scenario.ts'
import { type ResolveOptions, resolveScenario } from './runner/resolve-scenario.ts'
import {
  type SimulateEvent,
  type SimulateOptions,
  simulate as simulateSystem,
} from './runner/simulate.ts'
import type { ParsedSingle } from './scenario/parse-scenario.ts'
import type { System } from './system.ts'

export * from './engine.ts'
export { type ReadOptions, type ReadScenario, readScenario } from './host/read-scenario.ts'
export { type ThreadsOptions, threads } from './runner/threads.ts'

/**
 * Finds the numbers of particles, and what is open in a scenario by short simulations: the vacancies at a pressure, the
 * temperatures of a ladder. What was found stands in `scenario` of the system.
 * @param options densities are the shipped ones, the runner `inline()`, unless given
 * @throws InputError with the place of what is wrong if the scenario cannot be put on its lattice
 */
export function resolve(
  scenario: Pick<ParsedSingle, 'scenario' | 'problemsOf'>,
  options: Partial<ResolveOptions> = {},
): Promise<System> {
  return resolveScenario(scenario, { densities: shippedDensities(), ...options })
}

/**
 * Runs a resolved scenario and tells what happens on the way: `progress` in sweeps of each replica, and as the last event
 * `finished` with the `result` (that of `result.json`, with this program and machine as its provenance), `failed` or, after
 * the signal, `interrupted`. The observables do not depend on the runner, nor on interruptions: `checkpoint` events hold
 * what `kept` takes to resume. A runner that is given is closed by its owner.
 * @throws TypeError for observers or moves of one's own with a runner in other threads
 */
export function simulate(
  system: System,
  options: SimulateOptions = {},
): AsyncGenerator<SimulateEvent, void> {
  return simulateSystem(system, { machine: describeMachine(), ...options })
}
