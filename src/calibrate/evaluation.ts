import type { Measured } from '../methods/coupling-path.ts'
import { estimateSeries } from '../statistics/estimate.ts'
import { covarianceOf } from '../statistics/fits.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { type CalibratedParameter, freeEnergyFactor } from './parameters.ts'
import type { WaterRecord } from './water-run.ts'

/** A quantity of a force field's water, as it came out. */
export interface Evaluation {
  readonly quantity: string
  /** Null where the runs do not tell. */
  readonly achieved: Measured | null
  /** [parameter] → d quantity / d parameter; null where it is only checked. */
  readonly sensitivities: readonly Measured[] | null
}

/** ⟨column⟩ per water. */
export function perWater({ series, waters }: WaterRecord, column: string): Measured {
  const { value, standardError } = estimateSeries([series[column]!])
  return { value: value! / waters, standardError: (standardError ?? 0) / waters }
}

/** d⟨column⟩/d parameter per water at constant filling: −cov(column, ∂H/∂parameter)/RT. */
export function response(
  { series, waters, temperature }: WaterRecord,
  column: string,
  parameter: CalibratedParameter,
): Measured {
  const factor =
    (-1000 * freeEnergyFactor(parameter, temperature)) / (GAS_CONSTANT * temperature * waters)
  return scaled(covarianceOf(series[column]!, series[parameter.column]!), factor)
}

/** Sum of independent terms. */
export function added(...terms: readonly Measured[]): Measured {
  return {
    value: terms.reduce((sum, { value }) => sum + value, 0),
    standardError: Math.sqrt(
      terms.reduce((sum, { standardError }) => sum + standardError * standardError, 0),
    ),
  }
}

export function scaled({ value, standardError }: Measured, factor: number): Measured {
  return { value: factor * value, standardError: Math.abs(factor) * standardError }
}
