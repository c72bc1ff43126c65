import { growthRate } from '../methods/growth-rate.ts'
import { type Line, lineThrough } from '../statistics/fits.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { added, type Evaluation, perWater, response, scaled } from './evaluation.ts'
import { type CalibratedParameter, enthalpyFactor, freeEnergyFactor } from './parameters.ts'
import type { WaterRecord } from './water-run.ts'

const NEITHER = { value: 0, standardError: 0, settled: true }

export interface MeltingRuns {
  /** Half ice, half liquid, at several temperatures. */
  readonly slabs: readonly WaterRecord[]
  /** Near melting. */
  readonly liquid: WaterRecord
  /** At rising temperatures at which ice is still crisp. */
  readonly ices: readonly WaterRecord[]
}

/**
 * Melting temperature and entropy of fusion. Ice of a slab grows or melts at a rate that is zero at T_m.
 * ΔS = ΔH/T_m; at filling ½ ice begins to melt from within some kelvins below T_m, so its enthalpy and
 * counts are extrapolated from where it is crisp. Phases in equilibrium stay so when a parameter changes by
 * dp and temperature by dT_m = Δ⟨∂H/∂p⟩/ΔS · dp (Clausius and Clapeyron; Δ is liquid less ice, per water).
 */
export function evaluateMelting(
  { slabs, liquid, ices }: MeltingRuns,
  parameters: readonly CalibratedParameter[],
): Evaluation[] {
  const rates = lineThrough(slabs.map((slab) => ({ x: slab.temperature, y: growthOf(slab) })))
  const isFound = rates.slope.value < -2 * rates.slope.standardError
  const at = isFound ? rates.zero.value : liquid.temperature
  const near = liquid.temperature
  const ice = (column: string) => extrapolate(ices, column)
  const enthalpy = ice('enthalpy')
  const fusion = added(perWater(liquid, 'enthalpy'), scaled(enthalpy.at(near), -1))
  const warmth = 1000 * (heatCapacity(liquid) - enthalpy.slope.value)
  const entropy = added(scaled(fusion, 1000 / at), {
    value: (warmth * (at - near)) / at,
    standardError: isFound ? (fusion.value * 1000 * rates.zero.standardError) / (at * at) : 0,
  })
  const changes = parameters.map(({ column }) =>
    added(perWater(liquid, column), scaled(ice(column).at(near), -1)),
  )
  const ofMelting = parameters.map((parameter, k) =>
    scaled(changes[k]!, (1000 * freeEnergyFactor(parameter, at)) / entropy.value),
  )
  const crisp = ices.at(-2)!
  const ofEntropy = parameters.map((parameter, k) => {
    const direct = scaled(changes[k]!, enthalpyFactor(parameter))
    const turned = added(
      response(liquid, 'enthalpy', parameter),
      scaled(response(crisp, 'enthalpy', parameter), -1),
    )
    const moved = (warmth - (1000 * fusion.value) / at) / at
    return added(scaled(added(direct, turned), 1000 / at), scaled(ofMelting[k]!, moved))
  })
  return [
    {
      quantity: 'water.meltingTemperature',
      achieved: isFound ? rates.zero : null,
      sensitivities: ofMelting,
    },
    { quantity: 'water.entropyOfFusion', achieved: entropy, sensitivities: ofEntropy },
  ]
}

/** Of the ice in a slab, per sweep. */
function growthOf({ series, waters, measureEvery }: WaterRecord): number {
  return growthRate(
    Array.from(series.wrong!, (count) => count / waters),
    measureEvery,
  )
}

/** Of the configurations, kJ/mol/K per water: Var(Σh)/RT². */
function heatCapacity(record: WaterRecord): number {
  const series = record.series.enthalpy!
  const mean = series.reduce((sum, h) => sum + h, 0) / series.length
  const variance = series.reduce((sum, h) => sum + (h - mean) * (h - mean), 0) / (series.length - 1)
  const { temperature, waters } = record
  return (1000 * variance) / (GAS_CONSTANT * temperature * temperature * waters)
}

function extrapolate(ices: readonly WaterRecord[], column: string): Pick<Line, 'at' | 'slope'> {
  const points = ices.map((record) => {
    const { value, standardError } = perWater(record, column)
    return { x: record.temperature, y: value, error: standardError }
  })
  if (points.every(({ y }) => y === points[0]!.y)) {
    return { at: () => ({ ...NEITHER, value: points[0]!.y }), slope: NEITHER }
  }
  return lineThrough(points)
}
