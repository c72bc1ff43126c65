import { canonicalJson } from '../document/canonical-json.ts'
import { decidingPart } from '../forcefield/deciding-part.ts'
import { hasNetwork } from '../forcefield/species-kinds.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Start } from '../scenario/starts.ts'
import type { Perturbation } from './perturbation.ts'
import { branchOf } from './sampling-branch.ts'

/** Chains to be run, all alike but for their random numbers; plain data. */
export interface Run {
  /** How many replicas, how long, what is measured. */
  readonly scenario: Scenario
  /** Number of particles of each species. */
  readonly counts: Readonly<Record<string, number>>
  /** Absent where the energy is that of the scenario. */
  readonly perturbation?: Perturbation
  /** [site] → state that all replicas start from; absent where `sampling.starts` says how. */
  readonly initial?: Uint8Array
}

/** One replica of a run: all that it needs to know, plain data that can be posted to a thread. */
export interface ReplicaTask extends Run {
  readonly replica: number
  /** Sweeps of production to get to; absent for the first, or only, of `lengthsOf`. */
  readonly production?: number
}

/** Replicas take turns at the starts; ice needs what it is made of, and a branch what is on it. */
export function startOf({ scenario, replica, counts }: ReplicaTask): Start {
  const { kind } = branchOf(scenario, counts)
  const liquid: Start[] = ['random', 'annealed']
  const all: Start[] = hasNetwork(scenario.forceField, counts) ? [...liquid, 'ice'] : liquid
  const usual = kind === 'liquid' ? liquid : kind === 'frozen' ? (['crystal'] as const) : all
  const starts = scenario.sampling.starts ?? usual
  return starts[replica % starts.length]!
}

/**
 * What decides the equilibrium, as text: a chain's key does not depend on how long or how it is looked at, on species
 * that are absent, or on the words of a force field. Nor on the bounds of a branch: until something is rejected, two
 * bounds give the same bytes.
 */
export function physicsOf({ scenario, counts, perturbation }: ReplicaTask): string {
  const { temperature, cells } = scenario
  const forceField = decidingPart(scenario.forceField, Object.keys(counts))
  // `branch` is what the key of a random stream calls it.
  const kind = perturbation === undefined ? {} : { branch: perturbation }
  return canonicalJson({ forceField, temperature, cells, counts, ...kind })
}
