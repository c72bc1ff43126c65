import { log } from '../numeric/log.ts'
import { lineThrough } from '../statistics/fits.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { added, type Evaluation, perWater, response, scaled } from './evaluation.ts'
import type { CalibratedParameter } from './parameters.ts'
import type { WaterRecord } from './water-run.ts'

/**
 * The enthalpy of breaking bonds, R d ln[n/(2 − n)]/d(1/T) with n bonded arms per water of two, from a
 * line through the liquid at several temperatures; kJ/mol.
 */
export function evaluateBreaking(
  liquids: readonly WaterRecord[],
  parameters: readonly CalibratedParameter[],
): Evaluation {
  const points = liquids.map((liquid) => {
    const { value: n, standardError } = perWater(liquid, 'bonds')
    const steepness = 2 / (n * (2 - n))
    const place = { x: 1 / liquid.temperature, y: log(n / (2 - n)) }
    return { liquid, steepness, ...place, error: steepness * standardError }
  })
  const line = lineThrough(points)
  // Bonds are favoured in the cold: ln[n/(2 − n)] rises with 1/T, and breaking costs its slope.
  const factor = GAS_CONSTANT / 1000
  return {
    quantity: 'water.breakingEnthalpy',
    achieved: scaled(line.slope, factor),
    sensitivities: parameters.map((parameter) =>
      added(
        ...points.map(({ liquid, steepness }, k) =>
          scaled(response(liquid, 'bonds', parameter), factor * line.shares[k]! * steepness),
        ),
      ),
    ),
  }
}

/** Waters off the lattice of ice, as a share. */
export function evaluateWrongSites(
  ice: WaterRecord,
  parameters: readonly CalibratedParameter[],
): Evaluation {
  return {
    quantity: 'ice.wrongSites',
    achieved: perWater(ice, 'wrong'),
    sensitivities: parameters.map((parameter) => response(ice, 'wrong', parameter)),
  }
}

/** How S(k_min) of the liquid grows from a smaller box to a larger one. */
export function evaluateGrowth(small: WaterRecord, large: WaterRecord): Evaluation {
  const [a, b] = [small, large].map((record) =>
    scaled(perWater(record, 'densityFluctuation'), record.waters),
  ) as [ReturnType<typeof scaled>, ReturnType<typeof scaled>]
  const value = b.value / a.value
  const [x, y] = [a.standardError / a.value, b.standardError / b.value]
  const achieved = { value, standardError: value * Math.sqrt(x * x + y * y) }
  return { quantity: 'water.fluctuationGrowth', achieved, sensitivities: null }
}

/** The strongest Bragg peak at the end of any of the liquids. */
export function evaluatePeaks(liquids: readonly WaterRecord[]): Evaluation {
  const value = Math.max(...liquids.map(({ peak }) => peak))
  return {
    quantity: 'water.braggShare',
    achieved: { value, standardError: 0 },
    sensitivities: null,
  }
}
