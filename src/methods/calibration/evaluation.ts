import { networkName } from '../../forcefield/species-kinds.ts'
import { estimateSeries } from '../../statistics/estimate.ts'
import { covarianceOf } from '../../statistics/fits.ts'
import { divided, scaled, type Uncertain, uncertain } from '../../statistics/uncertain.ts'
import { GAS_CONSTANT } from '../../units/constants.ts'
import { type RunResult, sitesOf } from '../method.ts'
import { type CalibratedParameter, freeEnergyFactor } from './parameters.ts'

/** The value of a quantity that targets ask for. */
export interface Evaluation {
  readonly quantity: string
  /** Null if the runs do not determine it. */
  readonly achieved: Uncertain | null
  /** [parameter] → d quantity / d parameter; null where it is only checked. */
  readonly sensitivities: readonly Uncertain[] | null
}

/** A number of the whole box in a run of water, sample by sample. */
export type Series = (result: RunResult) => Float64Array

/** Σh, kJ/mol */
export const enthalpy: Series = (result) => result.series('enthalpy')[0]!

/** Arms of water that are bonded to water. */
export const bonds: Series = (result) => {
  const factor = watersIn(result) / 2
  return result.series('hydrogenBondsPerWater')[0]!.map((perWater) => factor * perWater)
}

/** Waters off the lattice of ice. */
export const wrongSites: Series = (result) => {
  const [first, second] = [1, 3].map((k) => result.series(`sublatticeOccupation:${k}`)[0]!)
  // Occupations are shares of a quarter of all sites.
  const sites = sitesOf(result.run.scenario) / 4
  return first!.map((share, sample) => sites * (share + second![sample]!))
}

/** The count that multiplies a number of the force field; 0 for a contact that no two faces make. */
export function countOf({ key, column }: CalibratedParameter): Series {
  return (result) => {
    if (key === 'value') {
      // The cohesion of water alone: for each of its molecules the share of sites that is taken.
      const waters = watersIn(result)
      return enthalpy(result).fill((-waters * waters) / sitesOf(result.run.scenario))
    }
    return result.has(column) ? result.series(column)[0]! : enthalpy(result).fill(0)
  }
}

export function watersIn({ run }: RunResult): number {
  return run.counts[networkName(run.scenario.forceField)]!
}

/** ⟨series⟩ per water. */
export function perWater(result: RunResult, series: Series): Uncertain {
  return divided(uncertain(estimateSeries([series(result)]))!, watersIn(result))
}

/** d⟨series⟩/d parameter per water at constant filling: −cov(series, ∂H/∂parameter)/RT. */
export function response(
  result: RunResult,
  series: Series,
  parameter: CalibratedParameter,
): Uncertain {
  const { temperature } = result.run.scenario
  const [own, count] = [series(result), countOf(parameter)(result)]
  const settled = [own, count].every((one) => estimateSeries([one]).equilibrated)
  const factor = (-1000 * freeEnergyFactor(parameter, temperature)) / (GAS_CONSTANT * temperature)
  return scaled({ ...covarianceOf(own, count), settled }, factor / watersIn(result))
}
