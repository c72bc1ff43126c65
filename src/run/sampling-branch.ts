import { hasNetwork } from '../forcefield/species-kinds.ts'
import { BRAGG_BOUND, ICE_BOUND, type LiquidBounds } from '../observe/crystalline-order.ts'
import type { BranchName } from '../scenario/sampling-schema.ts'
import type { Sampling, Scenario } from '../scenario/scenario.ts'

/** K, of water at atmospheric pressure. */
const MELTING_POINT = 273.15

/** Below this many cells along the box a liquid can be ordered like ice by chance. */
const FEWEST_CELLS = 4

/** Sweeps of a trajectory at most. */
const LONGEST_TRAJECTORY = 10

/** The configurations that a run may have: all (`equilibrium`), or those of a constrained ensemble. */
export interface SamplingBranch {
  readonly kind: BranchName
  /** Whether the scenario names it. */
  readonly isGiven: boolean
  readonly bounds: LiquidBounds
}

/**
 * The branch of a scenario, the same for all temperatures of its ladder. By default it is liquid for a system with a
 * network of which any temperature is below the melting point of water, where ice and brine would be stable, unless
 * replicas start as ice. Else it is equilibrium.
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
 * Sweeps of a trajectory in a constrained ensemble: a divisor of `measureEvery`, so that measurements are always at
 * the end of a trajectory.
 */
export function trajectorySweeps({ measureEvery }: Sampling): number {
  let sweeps = Math.min(LONGEST_TRAJECTORY, measureEvery)
  while (measureEvery % sweeps !== 0) sweeps--
  return sweeps
}
