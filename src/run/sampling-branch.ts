import { hasNetwork } from '../forcefield/species-kinds.ts'
import { BRAGG_BOUND, ICE_BOUND, type LiquidBounds } from '../observe/crystalline-order.ts'
import type { BranchName } from '../scenario/branches.ts'
import type { Sampling, Scenario } from '../scenario/scenario.ts'

/** K, of water at atmospheric pressure. */
const MELTING_POINT = 273.15

/** Below this many cells along the box a liquid can be ordered like ice by chance. */
const FEWEST_CELLS = 4

/** Sweeps of a trajectory at most. */
const LONGEST_TRAJECTORY = 10

/** What configurations a run is kept to. */
export interface SamplingBranch {
  readonly kind: BranchName
  /** Whether the scenario names it. */
  readonly isGiven: boolean
  readonly bounds: LiquidBounds
}

/**
 * The branch of a scenario, the same for all temperatures of its ladder. Where it names none: liquid for what has a
 * network, below the melting point of water at any of them, since the stable state would be ice and brine, unless replicas are to
 * start as ice; equilibrium otherwise.
 */
export function branchOf(
  {
    forceField,
    temperature,
    cells,
    sampling,
  }: Pick<Scenario, 'forceField' | 'temperature' | 'cells' | 'sampling'>,
  counts: Readonly<Record<string, number>>,
): SamplingBranch {
  const {
    branch,
    starts = [],
    ladder = [],
    iceBound = ICE_BOUND,
    braggBound = BRAGG_BOUND,
  } = sampling
  const lowest = Math.min(temperature, ...ladder)
  const mayFreeze = hasNetwork(forceField, counts) && cells >= FEWEST_CELLS
  const isSupercooled = lowest < MELTING_POINT && mayFreeze
  const isIce = starts.some((start) => ['ice', 'crystal', 'slab'].includes(start))
  return {
    kind: branch ?? (isSupercooled && !isIce ? 'liquid' : 'equilibrium'),
    isGiven: branch !== undefined,
    bounds: { iceBound, braggBound },
  }
}

/**
 * Sweeps after which a run that is kept to a branch is looked at: as many as fit between two measurements
 * without a rest, so that what is measured is always the end of a trajectory.
 */
export function trajectorySweeps({ measureEvery }: Sampling): number {
  let sweeps = Math.min(LONGEST_TRAJECTORY, measureEvery)
  while (measureEvery % sweeps !== 0) sweeps--
  return sweeps
}
