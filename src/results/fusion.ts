import { compileModel, speciesIndex } from '../model/lattice-model.ts'
import { log } from '../numeric/log.ts'
import { WATER } from '../observe/water-faces.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { estimateSeries } from '../statistics/estimate.ts'
import { logCountOfStates } from '../thermodynamics/count-of-states.ts'
import { integrateCoupling, type Measured } from '../thermodynamics/coupling-path.ts'
import { couplingNames } from '../thermodynamics/coupling-runs.ts'
import { sitesOf } from '../thermodynamics/extra-run.ts'
import type { FilledSolution } from '../thermodynamics/fusion-runs.ts'
import {
  iceDerivative,
  iceFreeEnergy,
  iceNames,
  logPartitionInField,
} from '../thermodynamics/ice-coupling.ts'
import { stateAtPressure } from '../thermodynamics/isotherm.ts'
import { unitsOf } from '../thermodynamics/solution-unit.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { type ExtraResult, extraMeans, type SettledMean } from './extra-results.ts'
import { columnSeries } from './series.ts'

/** Water in one phase at zero pressure. */
export interface WaterState {
  /** βμ, all orientations counted. */
  readonly potential: Measured
  /** ∂(βμ)/∂β: partial molar enthalpy, kJ/mol. */
  readonly enthalpy: Measured
  /** Share of sites taken. */
  readonly filling: Measured
}

/** Ice and a solution at one temperature. */
export interface Fusion {
  /** K */
  readonly temperature: number
  readonly ice: WaterState
  /** Null where the fillings do not enclose zero pressure. */
  readonly liquid: WaterState | null
  /** Waters of a unit at which the chemical potential of a solution is; of water 1. */
  readonly waters: number
  readonly equilibrated: boolean
}

/** What the runs of `fusionRuns` say of ice and one solution, or of two that differ in their water alone. */
export function fusionOf(
  scenario: Scenario,
  solutions: readonly FilledSolution[],
  results: readonly ExtraResult[],
): Fusion {
  const liquids = solutions.map((solution) => liquidOf(scenario, solution, results))
  const ice = iceOf(scenario, results)
  const { temperature } = scenario
  const equilibrated = [ice, ...liquids].every((phase) => phase?.equilibrated ?? false)
  const [dilute, dense] = liquids
  const [first, second] = solutions
  if (!dilute || second === undefined) {
    const liquid = dilute ?? null
    return { temperature, ice, liquid, waters: first!.unit.waters, equilibrated }
  }
  const [more, fewer] = [first!.unit.waters, second.unit.waters]
  // Of an ideal solution G per salt goes as −ln(waters): the slope of the chord is that at Δw/Δ ln w.
  const waters = (more - fewer) / log(more / fewer)
  if (!dense) return { temperature, ice, liquid: null, waters, equilibrated }
  const slope = (a: Measured, b: Measured): Measured => {
    const error = Math.sqrt(a.standardError * a.standardError + b.standardError * b.standardError)
    return { value: (a.value - b.value) / (more - fewer), standardError: error / (more - fewer) }
  }
  const filling = {
    value: (dilute.filling.value + dense.filling.value) / 2,
    standardError: (dilute.filling.standardError + dense.filling.standardError) / 2,
  }
  const liquid = {
    potential: slope(dilute.potential, dense.potential),
    enthalpy: slope(dilute.enthalpy, dense.enthalpy),
    filling,
  }
  return { temperature, ice, liquid, waters, equilibrated }
}

/**
 * Where both have one chemical potential, to first order from one temperature: ∂(βμ)/∂T = −h/RT². The error is
 * that of the difference of the potentials.
 */
export function meltingPoint({ temperature, ice, liquid }: Fusion): Measured | null {
  if (liquid === null) return null
  const heat = 1000 * (liquid.enthalpy.value - ice.enthalpy.value)
  const kelvins = (GAS_CONSTANT * temperature * temperature) / heat
  const [a, b] = [ice.potential, liquid.potential]
  const error = Math.sqrt(a.standardError * a.standardError + b.standardError * b.standardError)
  return heat > 0
    ? { value: temperature - kelvins * (a.value - b.value), standardError: kelvins * error }
    : null
}

interface Phase extends WaterState {
  readonly equilibrated: boolean
}

function iceOf(scenario: Scenario, results: readonly ExtraResult[]): Phase {
  const sites = sitesOf(scenario)
  const waters = sites / 2
  const nodes = iceNames('').map((name) => {
    const record = results.find((result) => result.name === name)!.record
    const column = (wanted: string) => columnSeries([record], wanted)![0]!
    const off = [column('sublatticeOccupation:1'), column('sublatticeOccupation:3')] as const
    const estimate = estimateSeries([iceDerivative(column('reducedEnergy'), off, sites)])
    return settled(estimate)
  })
  const model = compileModel(scenario.forceField, [WATER])
  const orientations = model.states.orientations[speciesIndex(model, WATER)]!
  const betaF = iceFreeEnergy(
    integrateCoupling(nodes),
    logPartitionInField(sites, waters, orientations),
  )
  const enthalpy = extraMeans(results)('ice:whole', 'enthalpy')!
  return {
    potential: divided(betaF, waters),
    enthalpy: divided(enthalpy, waters),
    filling: { value: waters / sites, standardError: 0 },
    equilibrated: [...nodes, enthalpy].every((mean) => mean.equilibrated),
  }
}

/** Per unit of the solution. */
function liquidOf(
  scenario: Scenario,
  { label, unit, units }: FilledSolution,
  results: readonly ExtraResult[],
): Phase | null {
  const sites = sitesOf(scenario)
  const mean = extraMeans(results)
  const model = compileModel(scenario.forceField, Object.keys(unit.counts))
  const enthalpy = mean(`${label}:whole`, 'enthalpy')!
  let equilibrated = enthalpy.equilibrated
  const boxes = units.map((number) => {
    const counts = unitsOf(unit, number)
    const filled = model.species.map(({ name }) => counts[name]!)
    const nodes = couplingNames(`${label}:${number}:`).map((name) => mean(name, 'reducedEnergy')!)
    equilibrated &&= nodes.every((node) => node.equilibrated)
    const integral = integrateCoupling(nodes)
    const vacancies = sites - number * unit.particles
    const betaF = {
      ...integral,
      value: integral.value - logCountOfStates(model, [vacancies, ...filled]),
    }
    return { units: number, betaF }
  })
  const state = stateAtPressure(sites, boxes, 0)
  if (state === null) return null
  const { gibbs, volume } = state
  const filling = unit.particles / volume.value
  return {
    potential: gibbs,
    enthalpy: divided(enthalpy, units[1]),
    filling: { value: filling, standardError: (filling * volume.standardError) / volume.value },
    equilibrated,
  }
}

function divided({ value, standardError }: Measured, by: number): Measured {
  return { value: value / by, standardError: standardError / by }
}

function settled(estimate: ReturnType<typeof estimateSeries>): SettledMean {
  const { value, standardError, equilibrated } = estimate
  return { value: value!, standardError: standardError ?? 0, equilibrated }
}
