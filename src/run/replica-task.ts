import { canonicalJson } from '../scenario/canonical-json.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Start } from '../scenario/starts.ts'
import type { Branch } from './branch.ts'

/** All that a replica needs to know; plain data that can be posted to a thread. */
export interface ReplicaTask {
  readonly scenario: Scenario
  /** Number of particles of each species. */
  readonly counts: Readonly<Record<string, number>>
  readonly replica: number
  /** Sweeps of production to get to; absent for the first, or only, of `lengthsOf`. */
  readonly production?: number
  /** Absent for the scenario itself. */
  readonly branch?: Branch
}

/** Replicas take turns at the starts; ice needs water. */
export function startOf({ scenario, replica, counts }: ReplicaTask): Start {
  const usual: Start[] = 'H2O' in counts ? ['random', 'annealed', 'ice'] : ['random', 'annealed']
  const starts = scenario.sampling.starts ?? usual
  return starts[replica % starts.length]!
}

/** What decides the equilibrium, as text: a chain's key does not depend on how long or how it is looked at. */
export function physicsOf({ scenario, counts, branch }: ReplicaTask): string {
  const { forceField, temperature, cells } = scenario
  const kind = branch === undefined ? {} : { branch }
  return canonicalJson({ forceField, temperature, cells, counts, ...kind })
}
