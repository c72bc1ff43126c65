import * as z from 'zod'
import type { ReplicaRecord } from '../run/replica-record.ts'
import { branchOf, trajectorySweeps } from '../run/sampling-branch.ts'
import { BRANCHES } from '../scenario/sampling-schema.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Warning } from './warning.ts'

export const branchSchema = z
  .object({
    kind: z.enum(BRANCHES),
    /** Whether the scenario named it or it follows from the temperature. */
    chosenBy: z.enum(['scenario', 'default']),
    /** Bounds between liquid and frozen; absent at equilibrium, where all configurations are allowed. */
    iceBound: z.number().exactOptional(),
    braggBound: z.number().exactOptional(),
    /** Sweeps of a trajectory, all of which is undone where it ends outside the branch. */
    trajectorySweeps: z.number().exactOptional(),
    /** Of production, all replicas together. */
    trajectories: z.number().exactOptional(),
    rejected: z.number().exactOptional(),
    rejectedShare: z.number().exactOptional(),
  })
  .readonly()

/** What configurations averages are over. */
export type BranchRecord = z.infer<typeof branchSchema>

/** Where more trajectories than this are undone, averages are those of the bound rather than of a phase. */
export const LARGEST_REJECTED_SHARE = 0.02

export function branchRecord(
  replicas: readonly ReplicaRecord[],
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
): BranchRecord {
  const { kind, isGiven, bounds } = branchOf(scenario, counts)
  const chosenBy = isGiven ? 'scenario' : 'default'
  if (kind === 'equilibrium') return { kind, chosenBy }
  const sum = (key: 'trajectories' | 'rejected') =>
    replicas.reduce((total, { fence }) => total + (fence?.[key] ?? 0), 0)
  const [trajectories, rejected] = [sum('trajectories'), sum('rejected')]
  return {
    kind,
    chosenBy,
    ...bounds,
    trajectorySweeps: trajectorySweeps(scenario.sampling),
    trajectories,
    rejected,
    rejectedShare: trajectories === 0 ? 0 : rejected / trajectories,
  }
}

/** A warning if many trajectories left the branch. */
export function branchWarnings({ kind, rejectedShare = 0, ...bounds }: BranchRecord): Warning[] {
  if (rejectedShare <= LARGEST_REJECTED_SHARE) return []
  const share = (100 * rejectedShare).toPrecision(2)
  const other = kind === 'liquid' ? 'freeze' : 'melt'
  const message =
    `${share} % of all trajectories left the ${kind} branch and were rejected: the system is about to ${other}, ` +
    'and averages depend on the bounds of the branch; compare a run with another sampling.iceBound ' +
    `(now ${bounds.iceBound}) or sampling.braggBound (now ${bounds.braggBound})`
  return [{ code: 'branch-edge', message }]
}
