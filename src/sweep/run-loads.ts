import { extraRunsOf } from '../methods/extra-runs.ts'
import { rungsOf, sweepsOf } from '../run/stages.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** What one run of a point comes to: of a replica, or of an extra run that an observable needs. */
export interface RunLoad {
  readonly sweeps: number
  /** Attempted moves of a sweep, all rungs together. */
  readonly attemptsPerSweep: number
}

/**
 * All runs of a point, in the order in which their progress numbers them.
 * @param production sweeps that the replicas get to; in a run to a precision, at first the shortest length
 */
export function runLoads(
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
  production = scenario.sampling.production,
): readonly RunLoad[] {
  const replica = replicaLoad({ ...scenario, sampling: { ...scenario.sampling, production } })
  const replicas = Array.from({ length: scenario.sampling.replicas }, () => replica)
  return [...replicas, ...extraRunsOf(scenario, counts).map((run) => replicaLoad(run.scenario))]
}

/** One replica of a scenario. */
export function replicaLoad({ cells, sampling }: Scenario): RunLoad {
  const sites = 2 * cells * cells * cells
  return { sweeps: sweepsOf(sampling), attemptsPerSweep: sites * rungsOf(sampling) }
}

/** Attempted moves of some runs together: what they cost, up to a factor. */
export function attemptsOf(loads: readonly RunLoad[]): number {
  return loads.reduce((sum, { sweeps, attemptsPerSweep }) => sum + sweeps * attemptsPerSweep, 0)
}
