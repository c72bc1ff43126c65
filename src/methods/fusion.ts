import { networkName } from '../forcefield/species-kinds.ts'
import { type CrystalName, FEWEST_WATERS } from '../model/crystals.ts'
import { compileModel } from '../model/lattice-model.ts'
import { log } from '../numeric/log.ts'
import type { Run } from '../run/replica-task.ts'
import type { Sampling, Scenario } from '../scenario/scenario.ts'
import { estimateSeries } from '../statistics/estimate.ts'
import { lineThrough } from '../statistics/fits.ts'
import { difference, divided, exact, type Uncertain, uncertain } from '../statistics/uncertain.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { integrateCoupling } from './coupling.ts'
import { crystalDerivative, crystalPath, logPartitionInField } from './crystal-coupling.ts'
import { type BoxRuns, boxRuns, logStatesOf } from './free-energy.ts'
import { type FilledBox, stateAtPressure } from './isotherm.ts'
import { lengthened, methodRun, type RunResult, sitesOf, withSampling } from './method.ts'
import { type SolutionUnit, unitsOf } from './solution-unit.ts'

/** Relative distance of the outer two of the three fillings of a phase from the middle one. */
const SPREAD = { liquid: 0.1, ice: 0.02, rows: 0.04, columns: 0.06 } as const

/**
 * Couplings from which on runs are longer, and by which factor: there energies have autocorrelation times of 20 to 200
 * sweeps, and 2000 sweeps hold too few independent samples.
 */
const SLOW_FROM = 0.8
export const SLOWER = 4

/** Couplings from which on a phase is a constrained ensemble: below, a liquid cannot freeze, and the field holds ice. */
const KEPT_FROM = 0.9
const AS_LIQUID = { branch: 'liquid' } as const
/** A Bragg peak of 0.2 alone: ice without defects has ½, a liquid 0.01. */
const AS_ICE = { branch: 'frozen', iceBound: 1, braggBound: 0.2 } as const

/** A solution, or a crystal of water, in boxes of three fillings: more units, fewer vacancies. */
export interface FilledBoxes {
  readonly phase: 'liquid' | CrystalName
  readonly unit: SolutionUnit
  /** Of a box, ascending. */
  readonly units: readonly [number, number, number]
}

/** @param filling share of sites that the middle one is to have taken, as far as all three fit into the box */
export function filledSolution(unit: SolutionUnit, sites: number, filling: number): FilledBoxes {
  return { phase: 'liquid', unit, units: spread(SPREAD.liquid, filling, sites / unit.particles) }
}

/**
 * A crystal at and about a filling. Of ice at zero pressure that is more than ½: the background cohesion is worth some
 * interstitials, and ice of ½ is under tension.
 */
export function filledCrystal(
  crystal: CrystalName,
  unit: SolutionUnit,
  sites: number,
  filling: number,
): FilledBoxes {
  return { phase: crystal, unit, units: spread(SPREAD[crystal], filling, sites) }
}

/** Whether three boxes of a solution fit into so many sites. */
export function fitsInto(sites: number, { particles }: SolutionUnit): boolean {
  return 3 * particles <= sites
}

/** @param most units that the box could hold */
function spread(share: number, filling: number, most: number): [number, number, number] {
  const wanted = Math.round(filling * most)
  const step = Math.max(1, Math.round(share * wanted))
  const middle = Math.min(Math.max(wanted, 1 + step), Math.floor(most) - step)
  return [middle - step, middle, middle + step]
}

/** A phase in boxes of three fillings, with the runs that their free energies need. */
export interface PhaseRuns {
  readonly boxes: FilledBoxes
  /** In the order of `boxes.units`. */
  readonly runs: readonly BoxRuns[]
}

/**
 * The runs for the free energy of a phase at the temperature of a scenario: for each of its three boxes the coupling path
 * and the box at full coupling. Near full coupling, runs are `SLOWER` times as long as the scenario says.
 * @param initial of each box, for crystals other than ice
 */
export function phaseRuns(
  scenario: Scenario,
  boxes: FilledBoxes,
  initial: readonly Uint8Array[] = [],
): PhaseRuns {
  const { phase, unit, units } = boxes
  const hasPeaks = units[0] >= FEWEST_WATERS
  const keep = phase === 'liquid' ? AS_LIQUID : phase === 'ice' && hasPeaks ? AS_ICE : {}
  const adapted = (run: Run) => {
    const coupling = run.perturbation!.coupling
    const own = coupling < KEPT_FROM ? run : withSampling(run, keep satisfies Partial<Sampling>)
    return coupling < SLOW_FROM ? own : lengthened(own, SLOWER)
  }
  const runs = units.map((number, k): BoxRuns => {
    const counts = unitsOf(unit, number)
    const whole = methodRun(scenario, counts, {
      observables: ['energy', 'reducedEnergy', 'forceFieldCounts'],
    })
    if (phase === 'liquid') {
      const { path } = boxRuns(scenario, counts, whole)
      return { whole: adapted(whole), path: path.map(adapted) }
    }
    const path = crystalPath(phase, scenario, number, initial[k])
    return { whole: adapted(crystalRun(whole, initial[k])), path: path.map(adapted) }
  })
  return { boxes, runs }
}

/** A run that starts as a crystal. */
function crystalRun(run: Run, initial: Uint8Array | undefined): Run {
  const started = withSampling(run, { starts: ['crystal'] })
  const { scenario } = started
  const ordered = { ...scenario, observables: [...scenario.observables, 'iceOrder'] }
  return { ...started, scenario: ordered, ...(initial === undefined ? {} : { initial }) }
}

/** Water in one phase at zero pressure. */
export interface WaterState {
  /** βμ, all orientations counted. */
  readonly potential: Uncertain
  /** ∂(βμ)/∂β: partial molar enthalpy, kJ/mol. */
  readonly enthalpy: Uncertain
  /** Share of sites taken. */
  readonly filling: Uncertain
}

/** Ice and a solution at one temperature. */
export interface Fusion {
  /** K */
  readonly temperature: number
  /** Either is null where its fillings do not enclose zero pressure. */
  readonly ice: WaterState | null
  readonly liquid: WaterState | null
  /** Of the waters of ice the share that is off its lattice. */
  readonly wrongSites: Uncertain
  /** Waters of a unit at which the chemical potential of a solution is; of water 1. */
  readonly waters: number
  /** Whether the chemical potentials are equilibrated; the enthalpies have little influence on where they meet. */
  readonly equilibrated: boolean
  /** Number of runs that were too short for reliable errors, by their purpose. */
  readonly unsettled: { readonly potential: number; readonly enthalpy: number }
}

/** A phase from its runs. */
export interface Phase {
  /** Null where the fillings do not enclose zero pressure. */
  readonly state: WaterState | null
  /** Runs that were too short for reliable errors. */
  readonly unsettled: { readonly potential: readonly Run[]; readonly enthalpy: readonly Run[] }
  /** Of the waters in the middle box the share that is off the lattice of ice; null of a liquid. */
  readonly wrongSites: Uncertain | null
}

/** Ice and one solution, or two that differ in their water alone. */
export function fusionOf(
  scenario: Scenario,
  ice: Phase,
  solutions: readonly { readonly unit: SolutionUnit; readonly phase: Phase }[],
): Fusion {
  const phases = [ice, ...solutions.map(({ phase }) => phase)]
  const total = (what: 'potential' | 'enthalpy') =>
    phases.reduce((sum, { unsettled }) => sum + unsettled[what].length, 0)
  const unsettled = { potential: total('potential'), enthalpy: total('enthalpy') }
  const both = {
    temperature: scenario.temperature,
    ice: ice.state,
    wrongSites: ice.wrongSites!,
    equilibrated: unsettled.potential === 0,
    unsettled,
  }
  const [first, second] = solutions
  const dilute = first!.phase.state
  if (dilute === null || second === undefined) {
    return { ...both, liquid: dilute, waters: first!.unit.waters }
  }
  const [more, fewer] = [first!.unit.waters, second.unit.waters]
  // Of an ideal solution G per salt goes as −ln(waters): the slope of the chord is that at Δw/Δ ln w.
  const waters = (more - fewer) / log(more / fewer)
  const dense = second.phase.state
  if (dense === null) return { ...both, liquid: null, waters }
  const slope = (a: Uncertain, b: Uncertain) => divided(difference(a, b), more - fewer)
  const [a, b] = [dilute.filling, dense.filling]
  const liquid = {
    potential: slope(dilute.potential, dense.potential),
    enthalpy: slope(dilute.enthalpy, dense.enthalpy),
    filling: {
      value: (a.value + b.value) / 2,
      // Not independent: both follow from the same shape of the free energy.
      standardError: (a.standardError + b.standardError) / 2,
      settled: a.settled && b.settled,
    },
  }
  return { ...both, liquid, waters }
}

/**
 * The temperature at which both have the same chemical potential, to first order from one temperature: ∂(βμ)/∂T = −h/RT². The error is
 * that of the difference of the potentials.
 */
export function meltingPoint({ temperature, ice, liquid, equilibrated }: Fusion): Uncertain | null {
  if (ice === null || liquid === null) return null
  const heat = 1000 * (liquid.enthalpy.value - ice.enthalpy.value)
  const kelvins = (GAS_CONSTANT * temperature * temperature) / heat
  const apart = difference(ice.potential, liquid.potential)
  return heat > 0
    ? {
        value: temperature - kelvins * apart.value,
        standardError: kelvins * apart.standardError,
        settled: equilibrated,
      }
    : null
}

/** A phase at zero pressure. @param of the result of a run of the phase */
export function phaseOf(
  scenario: Scenario,
  { boxes, runs }: PhaseRuns,
  of: (run: Run) => RunResult,
): Phase {
  const { phase, unit, units } = boxes
  const sites = sitesOf(scenario)
  const filled = runs.map(({ path }, k): FilledBox & { readonly nodes: readonly Uncertain[] } => {
    const nodes = path.map((run) => derivativeOf(phase, of(run)))
    return { units: units[k]!, nodes, betaF: freeEnergyOf(phase, scenario, runs[k]!.whole, nodes) }
  })
  const enthalpies = runs.map(({ whole }) => of(whole).mean('enthalpy')!)
  const tooShort = (asked: readonly Run[], means: readonly Uncertain[]) =>
    asked.filter((_, k) => !means[k]!.settled)
  return {
    state: stateAtZero(scenario, unit, filled, enthalpies),
    unsettled: {
      potential: runs.flatMap(({ path }, k) => tooShort(path, filled[k]!.nodes)),
      enthalpy: tooShort(
        runs.map(({ whole }) => whole),
        enthalpies,
      ),
    },
    wrongSites: phase === 'ice' ? wrongSitesOf(of(runs[1]!.whole), sites, units[1]) : null,
  }
}

/** d(βF)/dλ at a coupling. */
function derivativeOf(phase: FilledBoxes['phase'], result: RunResult): Uncertain {
  const series = phase === 'liquid' ? result.series('reducedEnergy')[0]! : crystalDerivative(result)
  return uncertain(estimateSeries([series]))!
}

function freeEnergyOf(
  phase: FilledBoxes['phase'],
  scenario: Scenario,
  { counts }: Run,
  nodes: readonly Uncertain[],
): Uncertain {
  const integral = integrateCoupling(nodes)
  if (phase === 'liquid') return difference(integral, exact(logStatesOf(scenario, counts)))
  const water = networkName(scenario.forceField)
  const orientations = compileModel(scenario.forceField, [water]).states.orientations[1]!
  const fromField = logPartitionInField(phase, sitesOf(scenario), counts[water]!, orientations)
  return difference(integral, exact(fromField))
}

/** [sublattice] → occupation of each that is no part of the lattice of ice, by sample. */
function offLattice(result: RunResult): readonly [Float64Array, Float64Array] {
  const column = (k: number) => result.series(`sublatticeOccupation:${k}`)[0]!
  return [column(1), column(3)]
}

function wrongSitesOf(ice: RunResult, sites: number, waters: number): Uncertain {
  const [first, second] = offLattice(ice)
  // Occupations are shares of a quarter of all sites.
  const number = first.map((share, sample) => ((share + second[sample]!) * sites) / 4)
  return divided(uncertain(estimateSeries([number]))!, waters)
}

/** The phase whose free energies at three fillings are known, at zero pressure. */
function stateAtZero(
  scenario: Scenario,
  unit: SolutionUnit,
  boxes: readonly FilledBox[],
  enthalpies: readonly Uncertain[],
): WaterState | null {
  const sites = sitesOf(scenario)
  const found = stateAtPressure(sites, boxes, 0)
  if (found === null) return null
  const { gibbs, volume } = found
  const units = boxes.map((box) => box.units)
  // No extrapolation of the parabola beyond one more step of filling.
  const step = units[1]! - units[0]!
  const wanted = sites / volume.value
  if (wanted < units[0]! - step || wanted > units[2]! + step) return null
  const filling = unit.particles / volume.value
  const line = lineThrough(
    units.map((x, k) => {
      const { value, standardError } = divided(enthalpies[k]!, x)
      return { x, y: value, error: standardError }
    }),
  )
  const { value, standardError } = line.at(wanted)
  // The deviation of the filling counts as well.
  const shift = (line.slope.value * wanted * volume.standardError) / volume.value
  return {
    potential: gibbs,
    enthalpy: {
      value,
      standardError: Math.sqrt(standardError * standardError + shift * shift),
      settled: enthalpies.every((mean) => mean.settled),
    },
    filling: {
      value: filling,
      standardError: (filling * volume.standardError) / volume.value,
      settled: volume.settled,
    },
  }
}
