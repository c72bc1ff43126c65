import type { ForceField } from '../forcefield/force-field.ts'
import { networkName } from '../forcefield/species-kinds.ts'
import { logCountOfStates } from '../methods/count-of-states.ts'
import { integrateCoupling, type Measured } from '../methods/coupling-path.ts'
import { compileModel } from '../model/lattice-model.ts'
import { molarVolume } from '../model/solution.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { added, type Evaluation, perWater, scaled } from './evaluation.ts'
import { type CalibratedParameter, freeEnergyFactor } from './parameters.ts'
import type { WaterRecord } from './water-run.ts'

const MPA_PER_KJ_PER_CM3 = 1000

/** A box of the liquid at every coupling of `couplingPath`, and as it is. */
export interface CoupledRuns {
  readonly path: readonly WaterRecord[]
  readonly whole: WaterRecord
}

/**
 * The pressure between two fillings, p = ρ² df/dρ/v, f the free energy per water and v the volume of a
 * site; MPa. Since ∂f/∂parameter is ⟨∂H/∂parameter⟩ per water, sensitivities are differences of counts.
 */
export function evaluatePressure(
  thin: CoupledRuns,
  dense: CoupledRuns,
  parameters: readonly CalibratedParameter[],
  forceField: ForceField,
): Evaluation {
  const [low, high] = [fillingOf(thin.whole), fillingOf(dense.whole)]
  const filling = (low + high) / 2
  /** cm³ per mole of sites */
  const perSites = molarVolume(1, forceField.spacing.value)
  const factor = (MPA_PER_KJ_PER_CM3 * filling * filling) / (perSites * (high - low))
  const difference = (a: Measured, b: Measured) => added(b, scaled(a, -1))
  const rt = (GAS_CONSTANT * thin.whole.temperature) / 1000
  const [before, after] = [freeEnergy(thin, forceField), freeEnergy(dense, forceField)]
  return {
    quantity: 'water.pressure',
    achieved: scaled(difference(before, after), rt * factor),
    sensitivities: parameters.map((parameter) => {
      const { column } = parameter
      const own = factor * freeEnergyFactor(parameter, thin.whole.temperature)
      return scaled(difference(perWater(thin.whole, column), perWater(dense.whole, column)), own)
    }),
  }
}

function fillingOf({ waters, cells }: WaterRecord): number {
  return waters / (2 * cells * cells * cells)
}

/** βF per water */
function freeEnergy({ path, whole }: CoupledRuns, forceField: ForceField): Measured {
  const { waters, cells } = whole
  const integral = integrateCoupling(path.map((record) => perWater(record, 'reducedEnergy')))
  const population = [2 * cells * cells * cells - waters, waters]
  const states = logCountOfStates(compileModel(forceField, [networkName(forceField)]), population)
  return { ...integral, value: integral.value - states / waters }
}
