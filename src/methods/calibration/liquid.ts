import { networkName } from '../../forcefield/species-kinds.ts'
import { BccLattice } from '../../lattice/bcc.ts'
import { log } from '../../numeric/log.ts'
import { strongestPeak } from '../../observe/bragg-peak.ts'
import { lineThrough } from '../../statistics/fits.ts'
import { exact, ratio, scaled, sum, type Uncertain } from '../../statistics/uncertain.ts'
import { GAS_CONSTANT } from '../../units/constants.ts'
import { type Plan, type RunResult, resultsOf } from '../method.ts'
import { bonds, type Evaluation, perWater, response } from './evaluation.ts'
import type { CalibratedParameter } from './parameters.ts'
import { type CalibrationSetting, meltRun, SMALL, waterBox, waterRun } from './water-runs.ts'

/** 0.539 at 25 °C, and as the measured density of water there (CRC Handbook: 0.99996, 0.99705, 0.9848, 0.9660 g/cm³). */
const LIQUIDS = [
  { temperature: 276.15, filling: 0.5406 },
  { temperature: 298.15, filling: 0.539 },
  { temperature: 330, filling: 0.5324 },
  { temperature: 362.15, filling: 0.5222 },
] as const
const AT_25 = 1

/** The enthalpy of breaking a bond, the growth of density fluctuations with the box, and Bragg peaks of the liquid. */
export function* liquidPlan(
  setting: CalibrationSetting,
  parameters: readonly CalibratedParameter[],
): Plan<Evaluation[]> {
  const { effort } = setting
  const { liquids, melt, small } = yield* resultsOf({
    liquids: LIQUIDS.map((box) => waterRun(waterBox(setting, box, effort.liquid))),
    melt: meltRun(setting),
    small: waterRun(waterBox(setting, { ...LIQUIDS[AT_25], cells: SMALL }, effort.small)),
  })
  return [
    evaluateBreaking(liquids, parameters),
    evaluateGrowth(small, liquids[AT_25]!),
    evaluatePeaks([...liquids, melt]),
  ]
}

/**
 * The enthalpy of breaking bonds, R d ln[n/(2 − n)]/d(1/T) with n bonded arms per water of two, from a
 * line through the liquid at several temperatures; kJ/mol.
 */
function evaluateBreaking(
  liquids: readonly RunResult[],
  parameters: readonly CalibratedParameter[],
): Evaluation {
  const points = liquids.map((liquid) => {
    const { value: n, standardError, settled } = perWater(liquid, bonds)
    const steepness = 2 / (n * (2 - n))
    const place = { x: 1 / liquid.run.scenario.temperature, y: log(n / (2 - n)) }
    return { liquid, steepness, ...place, error: steepness * standardError, settled }
  })
  const line = lineThrough(points)
  // Bonds are favoured in the cold: ln[n/(2 − n)] rises with 1/T, and breaking costs its slope.
  const factor = GAS_CONSTANT / 1000
  return {
    quantity: 'water.breakingEnthalpy',
    achieved: scaled(line.slope, factor),
    sensitivities: parameters.map((parameter) =>
      sum(
        points.map(({ liquid, steepness }, k) =>
          scaled(response(liquid, bonds, parameter), factor * line.shares[k]! * steepness),
        ),
      ),
    ),
  }
}

/** How S(k_min) of the liquid grows from a smaller box to a larger one. */
function evaluateGrowth(small: RunResult, large: RunResult): Evaluation {
  const [before, after] = [small, large].map((result) =>
    result.mean(`densityFluctuation:${networkName(result.run.scenario.forceField)}`),
  ) as [Uncertain, Uncertain]
  const achieved = ratio(after, before)
  return { quantity: 'water.fluctuationGrowth', achieved, sensitivities: null }
}

/** The strongest Bragg peak at the end of any of the liquids. */
function evaluatePeaks(liquids: readonly RunResult[]): Evaluation {
  const shares = liquids.map(({ run, records }) => {
    const { finalState } = records[0]!
    return strongestPeak(new BccLattice(run.scenario.cells), (site) => finalState[site] !== 0).share
  })
  return {
    quantity: 'water.braggShare',
    achieved: exact(Math.max(...shares)),
    sensitivities: null,
  }
}
