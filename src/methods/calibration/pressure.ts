import { molarVolume } from '../../model/solution.ts'
import { difference, divided, scaled, type Uncertain } from '../../statistics/uncertain.ts'
import { GAS_CONSTANT } from '../../units/constants.ts'
import { type BoxRuns, boxEnergies, boxRuns } from '../free-energy.ts'
import { type Plan, type ResultsOf, type RunResult, resultsOf, sitesOf } from '../method.ts'
import { countOf, type Evaluation, perWater, watersIn } from './evaluation.ts'
import { type CalibratedParameter, freeEnergyFactor } from './parameters.ts'
import { type CalibrationSetting, SMALL, waterBox, waterRun } from './water-runs.ts'

const MPA_PER_KJ_PER_CM3 = 1000
const TEMPERATURE = 298.15
const FILLINGS = { thin: 0.509, dense: 0.569 } as const

/** The pressure of the liquid at 25 °C, from its free energy at two fillings about that of zero pressure. */
export function* pressurePlan(
  setting: CalibrationSetting,
  parameters: readonly CalibratedParameter[],
): Plan<Evaluation[]> {
  const runsAt = (filling: number): BoxRuns => {
    const place = { temperature: TEMPERATURE, filling, cells: SMALL }
    const { scenario, counts } = waterBox(setting, place, setting.effort.coupled)
    const whole = waterRun(waterBox(setting, place, setting.effort.small))
    return boxRuns(scenario, counts, whole)
  }
  const { thin, dense } = yield* resultsOf({
    thin: runsAt(FILLINGS.thin),
    dense: runsAt(FILLINGS.dense),
  })
  return [evaluatePressure(thin, dense, parameters)]
}

/**
 * The pressure between two fillings, p = ρ² df/dρ/v, f the free energy per water and v the volume of a
 * site; MPa. Since ∂f/∂parameter is ⟨∂H/∂parameter⟩ per water, sensitivities are differences of counts.
 */
function evaluatePressure(
  thin: ResultsOf<BoxRuns>,
  dense: ResultsOf<BoxRuns>,
  parameters: readonly CalibratedParameter[],
): Evaluation {
  const { temperature, forceField } = thin.whole.run.scenario
  const [low, high] = [fillingOf(thin.whole), fillingOf(dense.whole)]
  const filling = (low + high) / 2
  /** cm³ per mole of sites */
  const perSites = molarVolume(1, forceField.spacing.value)
  const factor = (MPA_PER_KJ_PER_CM3 * filling * filling) / (perSites * (high - low))
  const rt = (GAS_CONSTANT * temperature) / 1000
  const [before, after] = [freeEnergy(thin), freeEnergy(dense)]
  return {
    quantity: 'water.pressure',
    achieved: before && after && scaled(difference(after, before), rt * factor),
    sensitivities: parameters.map((parameter) => {
      const count = countOf(parameter)
      const own = factor * freeEnergyFactor(parameter, temperature)
      return scaled(difference(perWater(dense.whole, count), perWater(thin.whole, count)), own)
    }),
  }
}

function fillingOf(result: RunResult): number {
  return watersIn(result) / sitesOf(result.run.scenario)
}

/** βF per water; null where a run has no mean. */
function freeEnergy(box: ResultsOf<BoxRuns>): Uncertain | null {
  const energies = boxEnergies(box)
  return energies && divided(energies.betaF, watersIn(box.whole))
}
