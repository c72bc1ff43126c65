import { rungsOf, sweepsOf } from '../run/lengths.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { type Subject, sitesOf } from './method.ts'
import { plannedRuns } from './registry.ts'

/** The length and cost of one replica. */
export interface RunLoad {
  readonly sweeps: number
  /** Attempted moves of a sweep, all rungs together. */
  readonly attemptsPerSweep: number
}

/**
 * All replicas of a scenario, those of its methods' runs included, in the order in which their progress numbers them.
 * @param production sweeps of the scenario's own replicas; in a run to a precision, by default the shortest length
 */
export function runLoads(
  subject: Subject,
  production = subject.scenario.sampling.production,
): readonly RunLoad[] {
  return plannedRuns(subject).flatMap((run) => {
    const { scenario } = run
    if (run !== subject) return replicaLoads(scenario)
    return replicaLoads({ ...scenario, sampling: { ...scenario.sampling, production } })
  })
}

/** The replicas of one run. */
export function replicaLoads(scenario: Scenario): RunLoad[] {
  const { sampling } = scenario
  const attemptsPerSweep = sitesOf(scenario) * rungsOf(sampling)
  const load = { sweeps: sweepsOf(sampling), attemptsPerSweep }
  return Array.from({ length: sampling.replicas }, () => load)
}

/** Attempted moves of some replicas together, to which their cost is proportional. */
export function attemptsOf(loads: readonly RunLoad[]): number {
  return loads.reduce((sum, { sweeps, attemptsPerSweep }) => sum + sweeps * attemptsPerSweep, 0)
}
