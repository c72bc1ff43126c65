import { type Line, lineThrough } from '../../statistics/fits.ts'
import { meanVariance } from '../../statistics/series.ts'
import { difference, exact, scaled, sum, type Uncertain } from '../../statistics/uncertain.ts'
import { GAS_CONSTANT } from '../../units/constants.ts'
import { methodRun, type Plan, type RunResult, resultsOf, withSampling } from '../method.ts'
import { growthRate } from '../slab.ts'
import {
  countOf,
  type Evaluation,
  enthalpy,
  perWater,
  response,
  type Series,
  watersIn,
  wrongSites,
} from './evaluation.ts'
import { type CalibratedParameter, enthalpyFactor, freeEnergyFactor } from './parameters.ts'
import { type CalibrationSetting, meltRun, waterBox, waterRun } from './water-runs.ts'

const SLAB_TEMPERATURES = [265, 269, 273, 277, 281]
const SLAB_FILLING = 0.52
/** At rising temperatures at which ice is still crisp, all sites of its lattice taken. */
const ICE_TEMPERATURES = [250, 255, 260, 265]
/** The one at which wrong sites are counted. */
const AT_260 = 2

/** The melting temperature of ice, its entropy of fusion, and the share of its waters off its lattice. */
export function* icePlan(
  setting: CalibrationSetting,
  parameters: readonly CalibratedParameter[],
): Plan<Evaluation[]> {
  const runs = yield* resultsOf({
    liquid: meltRun(setting),
    ices: ICE_TEMPERATURES.map((temperature) => {
      const box = waterBox(setting, { temperature, filling: 0.5 }, setting.effort.ice)
      return waterRun(box, 'crystal')
    }),
    slabs: SLAB_TEMPERATURES.flatMap((temperature) => slabRuns(setting, temperature)),
  })
  return [...evaluateMelting(runs, parameters), evaluateWrongSites(runs.ices[AT_260]!, parameters)]
}

/** Half ice, half liquid. They are not at equilibrium, so that only the ice is measured. */
function slabRuns({ effort, ...setting }: CalibrationSetting, temperature: number) {
  const box = { temperature, filling: SLAB_FILLING }
  return Array.from({ length: effort.seeds }, (_, k) => {
    const seed = `${setting.seed} slab ${k}`
    const { scenario, counts } = waterBox({ ...setting, seed }, box, effort.slab)
    const run = methodRun(scenario, counts, { observables: ['iceOrder'], start: 'slab' })
    return withSampling(run, { equilibration: 300, measureEvery: 20 })
  })
}

export interface MeltingResults {
  /** Half ice, half liquid, at several temperatures. */
  readonly slabs: readonly RunResult[]
  /** Near melting. */
  readonly liquid: RunResult
  /** At rising temperatures at which ice is still crisp. */
  readonly ices: readonly RunResult[]
}

/**
 * Melting temperature and entropy of fusion. Ice of a slab grows or melts at a rate that is zero at T_m.
 * ΔS = ΔH/T_m; at filling ½ ice begins to melt from within some kelvins below T_m, so its enthalpy and
 * counts are extrapolated from where it is crisp. Phases in equilibrium stay so when a parameter changes by
 * dp and temperature by dT_m = Δ⟨∂H/∂p⟩/ΔS · dp (Clausius and Clapeyron; Δ is liquid less ice, per water).
 */
export function evaluateMelting(
  { slabs, liquid, ices }: MeltingResults,
  parameters: readonly CalibratedParameter[],
): Evaluation[] {
  const rates = lineThrough(slabs.map((slab) => ({ x: temperatureOf(slab), y: growthOf(slab) })))
  const isFound = rates.slope.value < -2 * rates.slope.standardError
  const near = temperatureOf(liquid)
  const at = isFound ? rates.zero.value : near
  const ice = (series: Series) => extrapolate(ices, series)
  const solid = ice(enthalpy)
  const fusion = difference(perWater(liquid, enthalpy), solid.at(near))
  const warmth = 1000 * (heatCapacity(liquid) - solid.slope.value)
  const shift: Uncertain = {
    value: (warmth * (at - near)) / at,
    standardError: isFound ? (fusion.value * 1000 * rates.zero.standardError) / (at * at) : 0,
    settled: isFound,
  }
  const entropy = sum([scaled(fusion, 1000 / at), shift])
  const changes = parameters.map((parameter) => {
    const count = countOf(parameter)
    return difference(perWater(liquid, count), ice(count).at(near))
  })
  const ofMelting = parameters.map((parameter, k) =>
    scaled(changes[k]!, (1000 * freeEnergyFactor(parameter, at)) / entropy.value),
  )
  const crisp = ices.at(-2)!
  const ofEntropy = parameters.map((parameter, k) => {
    const direct = scaled(changes[k]!, enthalpyFactor(parameter))
    const turned = difference(
      response(liquid, enthalpy, parameter),
      response(crisp, enthalpy, parameter),
    )
    const moved = (warmth - (1000 * fusion.value) / at) / at
    return sum([scaled(sum([direct, turned]), 1000 / at), scaled(ofMelting[k]!, moved)])
  })
  return [
    {
      quantity: 'water.meltingTemperature',
      // Settled although no slab is: the scatter of the rates is all of its error.
      achieved: isFound ? rates.zero : null,
      sensitivities: ofMelting,
    },
    { quantity: 'water.entropyOfFusion', achieved: entropy, sensitivities: ofEntropy },
  ]
}

/** Waters off the lattice of ice, as a share. */
function evaluateWrongSites(
  ice: RunResult,
  parameters: readonly CalibratedParameter[],
): Evaluation {
  return {
    quantity: 'ice.wrongSites',
    achieved: perWater(ice, wrongSites),
    sensitivities: parameters.map((parameter) => response(ice, wrongSites, parameter)),
  }
}

function temperatureOf({ run }: RunResult): number {
  return run.scenario.temperature
}

/** Of the ice in a slab, per sweep. */
function growthOf(slab: RunResult): number {
  const share = Array.from(wrongSites(slab), (count) => count / watersIn(slab))
  return growthRate(share, slab.run.scenario.sampling.measureEvery)
}

/** Of the configurations, kJ/mol/K per water: Var(Σh)/RT². */
function heatCapacity(result: RunResult): number {
  const { variance } = meanVariance(enthalpy(result))
  const temperature = temperatureOf(result)
  return (1000 * variance!) / (GAS_CONSTANT * temperature * temperature * watersIn(result))
}

/** A mean per water as it depends on temperature. */
function extrapolate(ices: readonly RunResult[], series: Series): Pick<Line, 'at' | 'slope'> {
  const points = ices.map((ice) => {
    const { value, standardError, settled } = perWater(ice, series)
    return { x: temperatureOf(ice), y: value, error: standardError, settled }
  })
  const first = points[0]!.y
  if (points.every(({ y }) => y === first)) return { at: () => exact(first), slope: exact(0) }
  return lineThrough(points)
}
