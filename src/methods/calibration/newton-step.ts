import { dot, singularDirections } from '../../numeric/singular-values.ts'
import { type Uncertain, weightedSum } from '../../statistics/uncertain.ts'

/** A target that is to be met, for the linear algebra. */
export interface Demand {
  /** wanted − achieved */
  readonly missing: Uncertain
  readonly tolerance: number
  /** [parameter] → d quantity / d parameter */
  readonly sensitivities: readonly number[]
}

/** A combination of parameters that moves together. */
export interface Direction {
  /** Change of the demands, in their tolerances, for a step of ordinary size along it. */
  readonly strength: number
  /** Whether the strength is too small for the demands to determine a step along it. */
  readonly isSoft: boolean
  /** [parameter] → share, in steps of ordinary size; of unit length. */
  readonly shares: readonly number[]
}

export interface NewtonStep {
  /** [parameter] → change that the demands ask for, with its error. */
  readonly changes: readonly Uncertain[]
  /** From stiff to soft. */
  readonly directions: readonly Direction[]
}

/** A step of ordinary size that moves no demand by half its tolerance is soft. */
const SOFT = 0.5

/**
 * The smallest step that meets all demands to first order, each weighed by its tolerance and error together;
 * along soft directions nothing moves.
 * @param scales [parameter] → step of ordinary size
 */
export function newtonStep(demands: readonly Demand[], scales: readonly number[]): NewtonStep {
  const spreads = demands.map(({ tolerance, missing: { standardError: error } }) =>
    Math.sqrt(tolerance * tolerance + error * error),
  )
  const rows = demands.map(({ sensitivities }, i) =>
    sensitivities.map((own, j) => (own * scales[j]!) / spreads[i]!),
  )
  const { values, directions } = singularDirections(rows, scales.length)
  const stiff = directions.filter((_, k) => values[k]! >= SOFT)
  /** [demand] → [parameter] → change per unit of what is missing */
  const answers = demands.map((_, i) =>
    scales.map((scale, j) => {
      const share = stiff.reduce((sum, direction, k) => {
        return sum + (dot(rows[i]!, direction) / (values[k]! * values[k]!)) * direction[j]!
      }, 0)
      return (scale * share) / spreads[i]!
    }),
  )
  const missing = demands.map((demand) => demand.missing)
  const changes = scales.map((_, j) =>
    weightedSum(
      missing,
      answers.map((own) => own[j]!),
    ),
  )
  return {
    changes,
    directions: directions.map((shares, k) => {
      return { strength: values[k]!, isSoft: values[k]! < SOFT, shares }
    }),
  }
}
