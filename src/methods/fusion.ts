import { columnSeries } from '../evaluate/series.ts'
import { compileModel } from '../model/lattice-model.ts'
import { log } from '../numeric/log.ts'
import { WATER } from '../observe/water-faces.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { estimateSeries } from '../statistics/estimate.ts'
import { lineThrough } from '../statistics/line.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { logCountOfStates } from './count-of-states.ts'
import { integrateCoupling, type Measured } from './coupling-path.ts'
import { couplingNames } from './coupling-runs.ts'
import { type ExtraResult, extraMeans, type SettledMean } from './extra-results.ts'
import { sitesOf } from './extra-run.ts'
import { type FilledBoxes, pathName, wholeName } from './fusion-runs.ts'
import { iceDerivative, iceFreeEnergy, iceNames, logPartitionInField } from './ice-coupling.ts'
import { type FilledBox, stateAtPressure } from './isotherm.ts'
import { unitsOf } from './solution-unit.ts'

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
  /** Either is null where its fillings do not enclose zero pressure. */
  readonly ice: WaterState | null
  readonly liquid: WaterState | null
  /** Of the waters of ice the share that is off its lattice. */
  readonly wrongSites: Measured
  /** Waters of a unit at which the chemical potential of a solution is; of water 1. */
  readonly waters: number
  /** Whether the chemical potentials can be believed: the enthalpies count little in where they meet. */
  readonly equilibrated: boolean
  /** Runs that were too short for their errors to be believed. */
  readonly unsettled: Unsettled
}

/** Names of runs, by what they are for. */
export interface Unsettled {
  readonly potential: readonly string[]
  readonly enthalpy: readonly string[]
}

/** What the runs of `fusionRuns` say of ice and one solution, or of two that differ in their water alone. */
export function fusionOf(
  scenario: Scenario,
  crystal: FilledBoxes,
  solutions: readonly FilledBoxes[],
  results: readonly ExtraResult[],
): Fusion {
  const ice = iceOf(scenario, crystal, results)
  const liquids = solutions.map((solution) => liquidOf(scenario, solution, results))
  const { temperature } = scenario
  const phases = [ice, ...liquids]
  const unsettled = {
    potential: phases.flatMap((phase) => phase.unsettled.potential),
    enthalpy: phases.flatMap((phase) => phase.unsettled.enthalpy),
  }
  const equilibrated = unsettled.potential.length === 0
  const { wrongSites } = ice
  const both = { temperature, ice: ice.state, wrongSites, equilibrated, unsettled }
  const [dilute, dense] = liquids.map(({ state }) => state)
  const [first, second] = solutions
  if (!dilute || second === undefined) {
    return { ...both, liquid: dilute ?? null, waters: first!.unit.waters }
  }
  const [more, fewer] = [first!.unit.waters, second.unit.waters]
  // Of an ideal solution G per salt goes as −ln(waters): the slope of the chord is that at Δw/Δ ln w.
  const waters = (more - fewer) / log(more / fewer)
  if (!dense) return { ...both, liquid: null, waters }
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
  return { ...both, liquid, waters }
}

/**
 * Where both have one chemical potential, to first order from one temperature: ∂(βμ)/∂T = −h/RT². The error is
 * that of the difference of the potentials.
 */
export function meltingPoint({ temperature, ice, liquid }: Fusion): Measured | null {
  if (ice === null || liquid === null) return null
  const heat = 1000 * (liquid.enthalpy.value - ice.enthalpy.value)
  const kelvins = (GAS_CONSTANT * temperature * temperature) / heat
  const [a, b] = [ice.potential, liquid.potential]
  const error = Math.sqrt(a.standardError * a.standardError + b.standardError * b.standardError)
  return heat > 0
    ? { value: temperature - kelvins * (a.value - b.value), standardError: kelvins * error }
    : null
}

interface Phase {
  /** Null where the fillings do not enclose zero pressure. */
  readonly state: WaterState | null
  readonly unsettled: Unsettled
}

function iceOf(
  scenario: Scenario,
  crystal: FilledBoxes,
  results: readonly ExtraResult[],
): Phase & { readonly wrongSites: Measured } {
  const sites = sitesOf(scenario)
  const orientations = compileModel(scenario.forceField, [WATER]).states.orientations[1]!
  const columnsOf = (name: string) => {
    const { record } = results.find((result) => result.name === name)!
    const column = (wanted: string) => columnSeries([record], wanted)![0]!
    const off = [column('sublatticeOccupation:1'), column('sublatticeOccupation:3')] as const
    return { column, off }
  }
  const boxes = crystal.units.map((waters): Box => {
    const nodes = iceNames(pathName(crystal.label, waters)).map((name) => {
      const { column, off } = columnsOf(name)
      const derivative = iceDerivative(column('reducedEnergy'), off, sites)
      return { name, ...settled(estimateSeries([derivative])) }
    })
    const fromField = logPartitionInField(sites, waters, orientations)
    return { nodes, units: waters, betaF: iceFreeEnergy(integrateCoupling(nodes), fromField) }
  })
  const { off } = columnsOf(wholeName(crystal.label, crystal.units[1]))
  const offLattice = off[0].map((share, sample) => ((share + off[1][sample]!) * sites) / 4)
  const wrong = settled(estimateSeries([offLattice]))
  return {
    ...phaseAtZero(scenario, crystal, boxes, results),
    wrongSites: divided(wrong, crystal.units[1]),
  }
}

/** Per unit of the solution. */
function liquidOf(
  scenario: Scenario,
  solution: FilledBoxes,
  results: readonly ExtraResult[],
): Phase {
  const { label, unit, units } = solution
  const sites = sitesOf(scenario)
  const mean = extraMeans(results)
  const model = compileModel(scenario.forceField, Object.keys(unit.counts))
  const boxes = units.map((number): Box => {
    const counts = unitsOf(unit, number)
    const filled = model.species.map(({ name }) => counts[name]!)
    const nodes = couplingNames(pathName(label, number)).map((name) => ({
      name,
      ...mean(name, 'reducedEnergy')!,
    }))
    const integral = integrateCoupling(nodes)
    const vacancies = sites - number * unit.particles
    const betaF = {
      ...integral,
      value: integral.value - logCountOfStates(model, [vacancies, ...filled]),
    }
    return { nodes, units: number, betaF }
  })
  return phaseAtZero(scenario, solution, boxes, results)
}

/** The mean of a run. */
interface MeanOfRun extends SettledMean {
  readonly name: string
}

interface Box extends FilledBox {
  /** What its free energy is made of. */
  readonly nodes: readonly MeanOfRun[]
}

/** The phase whose free energies at three fillings are known, at zero pressure. */
function phaseAtZero(
  scenario: Scenario,
  { label, unit, units }: FilledBoxes,
  boxes: readonly Box[],
  results: readonly ExtraResult[],
): Phase {
  const mean = extraMeans(results)
  const enthalpies = units.map((number): MeanOfRun => {
    const name = wholeName(label, number)
    return { name, ...mean(name, 'enthalpy')! }
  })
  const unsettled = {
    potential: tooShort(boxes.flatMap(({ nodes }) => nodes)),
    enthalpy: tooShort(enthalpies),
  }
  const found = stateAtPressure(sitesOf(scenario), boxes, 0)
  if (found === null) return { state: null, unsettled }
  const { gibbs, volume } = found
  // Farther off than one more box would be, a parabola tells nothing.
  const step = units[1] - units[0]
  const wanted = sitesOf(scenario) / volume.value
  if (wanted < units[0] - step || wanted > units[2] + step) return { state: null, unsettled }
  const filling = unit.particles / volume.value
  const line = lineThrough(
    units.map((x, k) => {
      const { value, standardError } = divided(enthalpies[k]!, x)
      return { x, y: value, error: standardError }
    }),
  )
  const { value, standardError } = line.at(wanted)
  // What the filling is off counts as well.
  const shift = (line.slope.value * wanted * volume.standardError) / volume.value
  const state = {
    potential: gibbs,
    enthalpy: { value, standardError: Math.sqrt(standardError * standardError + shift * shift) },
    filling: { value: filling, standardError: (filling * volume.standardError) / volume.value },
  }
  return { state, unsettled }
}

function tooShort(means: readonly MeanOfRun[]): string[] {
  return means.filter(({ equilibrated }) => !equilibrated).map(({ name }) => name)
}

function divided({ value, standardError }: Measured, by: number): Measured {
  return { value: value / by, standardError: standardError / by }
}

function settled(estimate: ReturnType<typeof estimateSeries>): SettledMean {
  const { value, standardError, equilibrated } = estimate
  return { value: value!, standardError: standardError ?? 0, equilibrated }
}
