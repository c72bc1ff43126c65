import type { Run } from '../run/replica-task.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { difference, scaled, type Uncertain, weightedMean } from '../statistics/uncertain.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import {
  type FilledBoxes,
  type Fusion,
  filledCrystal,
  filledSolution,
  fitsInto,
  fusionOf,
  meltingPoint,
  type Phase,
  phaseOf,
  phaseRuns,
} from './fusion.ts'
import {
  lengthened,
  type Plan,
  particlesIn,
  type RunResult,
  resultsOf,
  type Subject,
  sitesOf,
} from './method.ts'
import { type RunLoad, replicaLoads } from './run-loads.ts'
import { type SlabResult, slabOf, slabRun } from './slab.ts'
import { pureUnit, type SolutionUnit, solutionUnit } from './solution-unit.ts'

/** Where ice and a liquid of one composition are in equilibrium at zero pressure. */
export interface Melting {
  /** mol of all salts per kg of water, as far as whole particles allow; 0 of water. */
  readonly molality: number
  /** K, from the settled looks, if there are any; null if the runs do not determine it. */
  readonly temperature: Uncertain | null
  /** Whether it is from settled looks. */
  readonly equilibrated: boolean
  /** Of a mole of water that melts into the liquid: J/mol/K, kJ/mol. */
  readonly entropy: Uncertain | null
  readonly enthalpy: Uncertain | null
  /** Ice and liquid at each temperature that was tried. */
  readonly looks: readonly Fusion[]
  /** Boxes of ice and liquid in contact, below and above the melting point. */
  readonly slabs: readonly SlabResult[]
}

/** Where and in which boxes a melting point is looked for. */
export interface MeltingOptions {
  /** K, the first temperature to be tried. */
  readonly guess: number
  /** Cells of the slabs' boxes. */
  readonly slabCells: number
  /** Slabs are this much colder and warmer than the melting point, K. */
  readonly bracket: number
  /** Slabs at each temperature. */
  readonly seeds: number
}

/**
 * Fillings at the first temperature, of ice in equilibrium with any liquid and of water. That of ice at zero pressure
 * hardly depends on temperature.
 */
const FILLINGS = { ice: 0.505, water: 0.54 } as const
/**
 * The two solutions whose difference is a chemical potential have more and less water than the one asked for, with
 * its water as their logarithmic mean (see `fusionOf`).
 */
const DILUTIONS = [4 / 3, 8 / 11] as const
const WATERS_PER_KG = 55.508
/** Factor by which a run that was too short is lengthened. */
const LONGER = 4
/** K; the search ends beyond these temperatures. */
const COLDEST = 150
const HOTTEST = 400

const LOOKS = { guess: 270, bracket: 8, seeds: 2 }
/** Cells of a slab's box, half of which is ice, for each two of the boxes without a surface. */
const SLAB_CELLS = 3

/** What is usual for the box of a scenario. */
export function meltingOptions({ scenario }: Subject): MeltingOptions {
  return { ...LOOKS, slabCells: 2 * Math.ceil((SLAB_CELLS * scenario.cells) / 4) }
}

/** What `melting` finds. */
export interface MeltingPoints {
  readonly water: Melting
  /** Null where there are no salts, or water itself has no melting point. */
  readonly solution: Melting | null
}

/**
 * The melting point of ice in water by itself and, where a scenario has salts, in its solution, at zero pressure: from
 * equal chemical potentials of water in ice and in the liquid, by integration over the coupling, and ice and liquid side
 * by side 8 K below and above. `obstacleToMelting` says where that makes no sense.
 * @param onWater gets the result of water, before the solution is run
 */
export function* melting(
  subject: Subject,
  options: MeltingOptions = meltingOptions(subject),
  onWater: (water: Melting) => void = () => {},
): Plan<MeltingPoints> {
  const water = yield* meltWater(subject.scenario, options)
  onWater(water)
  if (!hasSalts(subject) || water.temperature === null) return { water, solution: null }
  return { water, solution: yield* meltSolution(subject, water, options) }
}

/** Whether there is anything but the species that forms the network. */
export function hasSalts({ scenario, counts }: Subject): boolean {
  const { network } = scenario.forceField
  return Object.entries(counts).some(([name, count]) => name !== network && count > 0)
}

/** The melting point of water by itself. */
export function meltWater(scenario: Scenario, options: MeltingOptions): Plan<Melting> {
  const water = pureUnit(scenario.forceField)
  return melt(scenario, [water], water, FILLINGS.water, options)
}

/**
 * The temperature at which the solution of a scenario is in equilibrium with ice; null where `obstacleToMelting` says
 * why, or water itself has no melting point.
 * @param ofWater the melting of water without salts
 */
export function* meltSolution(
  { scenario, counts }: Subject,
  ofWater: Melting,
  options: MeltingOptions,
): Plan<Melting | null> {
  const [own, dilute, dense] = [1, ...DILUTIONS].map((dilution) =>
    solutionUnit(scenario, counts, dilution),
  )
  if (!own || !dilute || !dense || ofWater.temperature === null) return null
  const pure = ofWater.temperature.value
  const ions = own.particles - own.waters
  const heat = 1000 * ofWater.enthalpy!.value
  // What an ideal solution would do.
  const guess = pure - (GAS_CONSTANT * pure * pure * ions) / (own.waters * heat)
  const filling = particlesIn(counts) / sitesOf(scenario)
  return yield* melt(scenario, [dilute, dense], own, filling, { ...options, guess })
}

/** The replicas of a melting point if no run is repeated: two temperatures and the slabs, of water and of a solution. */
export function meltingLoads({ scenario, counts }: Subject, options: MeltingOptions): RunLoad[] {
  const sites = sitesOf(scenario)
  const phase = (boxes: FilledBoxes) => runsOf(phaseRuns(scenario, boxes))
  const water = pureUnit(scenario.forceField)
  const ice = phase(filledCrystal('ice', water, sites, FILLINGS.ice))
  const own = solutionUnit(scenario, counts, 1)
  const hasSalts = own !== null && own.salts > 0
  const ofWater = phase(filledSolution(water, sites, FILLINGS.water))
  const filling = particlesIn(counts) / sites
  const units = hasSalts
    ? DILUTIONS.map((dilution) => solutionUnit(scenario, counts, dilution)!)
    : []
  const ofSolution = units.flatMap((unit) => phase(filledSolution(unit, sites, filling)))
  const slab = { unit: water, filling: FILLINGS.water, ice: FILLINGS.ice }
  const slabs = Array.from({ length: 2 * options.seeds }, () =>
    slabRun({ ...scenario, cells: options.slabCells }, slab),
  )
  const look = [...ice, ...ofWater]
  const runs = [...look, ...look, ...slabs]
  const solutionLook = [...ice, ...ofSolution]
  const all = hasSalts ? [...runs, ...solutionLook, ...solutionLook, ...slabs] : runs
  return all.flatMap((run) => replicaLoads(run.scenario))
}

/** Why a scenario has no melting point; null where it has one. */
export function obstacleToMelting({
  scenario,
  counts,
}: Subject): 'no-solution' | 'small-box' | null {
  const own = solutionUnit(scenario, counts, 1)
  if (own === null) return 'no-solution'
  if (own.salts === 0) return null
  const largest = solutionUnit(scenario, counts, DILUTIONS[0])!
  return fitsInto(sitesOf(scenario), largest) ? null : 'small-box'
}

/** @param filling of the liquid, where to look first */
function* melt(
  scenario: Scenario,
  units: readonly SolutionUnit[],
  own: SolutionUnit,
  filling: number,
  options: MeltingOptions,
): Plan<Melting> {
  const looks: Fusion[] = []
  const sites = sitesOf(scenario)
  let temperature = options.guess
  const water = pureUnit(scenario.forceField)
  let ice = filledCrystal('ice', water, sites, FILLINGS.ice)
  let solutions = units.map((unit) => filledSolution(unit, sites, filling))
  // A first temperature, and the one that follows from it.
  while (looks.length < 2) {
    const look = yield* lookAt({ ...scenario, temperature: rounded(temperature) }, ice, solutions)
    looks.push(look)
    const next = meltingPoint(look)
    if (next === null) break
    temperature = Math.min(Math.max(next.value, COLDEST), HOTTEST)
    ice = filledCrystal('ice', water, sites, look.ice!.filling.value)
    solutions = units.map((unit) => filledSolution(unit, sites, look.liquid!.filling.value))
  }
  const { temperature: found, equilibrated } = meltingPointOf(looks)
  const last = lastOf(looks)
  const molality = (WATERS_PER_KG * own.salts) / last.waters
  const slabs = found === null ? [] : yield* slabsOf(scenario, own, last, found.value, options)
  return { molality, temperature: found, equilibrated, ...heatOf(last, found), looks, slabs }
}

/** The mean over the settled looks, or over all if none has settled. */
export function meltingPointOf(
  looks: readonly Fusion[],
): Pick<Melting, 'temperature' | 'equilibrated'> {
  const telling = looks.filter((look) => meltingPoint(look) !== null)
  const settled = telling.filter((look) => look.equilibrated)
  const equilibrated = settled.length > 0
  const points = (equilibrated ? settled : telling).map((look) => meltingPoint(look)!)
  return { temperature: weightedMean(points), equilibrated }
}

/**
 * Ice and solutions at the temperature of a scenario. Runs that were too short for reliable errors are repeated,
 * `LONGER` times as long, those of a potential up to twice. All runs of a phase whose fillings do not enclose zero
 * pressure are repeated once, since errors may have hidden its compressibility.
 */
function* lookAt(
  scenario: Scenario,
  ice: FilledBoxes,
  solutions: readonly FilledBoxes[],
): Plan<Fusion> {
  const asked = [ice, ...solutions].map((boxes) => phaseRuns(scenario, boxes))
  const all = asked.flatMap(runsOf)
  /** By the run as it was first asked for. */
  const found = new Map<Run, RunResult>()
  const phasesNow = (): Phase[] =>
    asked.map((runs) => phaseOf(scenario, runs, (run) => found.get(run)!))
  function* goOn(runs: readonly Run[], times: number): Plan<void> {
    if (runs.length === 0) return
    const results = yield* resultsOf(runs.map((run) => lengthened(run, times)))
    for (const [k, run] of runs.entries()) found.set(run, results[k]!)
  }
  yield* goOn(all, 1)
  const first = phasesNow()
  const vague = new Set(
    first.flatMap(({ state, unsettled }, k) => [
      ...unsettled.potential,
      ...unsettled.enthalpy,
      ...(state === null ? runsOf(asked[k]!) : []),
    ]),
  )
  yield* goOn(
    all.filter((run) => vague.has(run)),
    LONGER,
  )
  const again = phasesNow().flatMap(({ unsettled }) => unsettled.potential)
  yield* goOn(again, LONGER * LONGER)
  const [ofIce, ...ofSolutions] = phasesNow()
  return fusionOf(
    scenario,
    ofIce!,
    ofSolutions.map((phase, k) => ({ unit: solutions[k]!.unit, phase })),
  )
}

function runsOf({ runs }: ReturnType<typeof phaseRuns>): Run[] {
  return runs.flatMap(({ whole, path }) => [whole, ...path])
}

function* slabsOf(
  scenario: Scenario,
  unit: SolutionUnit,
  { ice, liquid }: Fusion,
  at: number,
  { slabCells, bracket, seeds }: MeltingOptions,
): Plan<SlabResult[]> {
  const slab = { unit, filling: liquid!.filling.value, ice: ice!.filling.value }
  const runs = [at - bracket, at + bracket].flatMap((temperature) =>
    Array.from({ length: seeds }, (_, k) => {
      const seed = `${scenario.seed} slab ${k}`
      const there = { temperature: rounded(temperature), cells: slabCells, seed }
      return slabRun({ ...scenario, ...there }, slab)
    }),
  )
  return (yield* resultsOf(runs)).map(slabOf)
}

/** The last that found a melting point, if any did. */
function lastOf(looks: readonly Fusion[]): Fusion {
  return looks.findLast((look) => meltingPoint(look) !== null) ?? looks.at(-1)!
}

function heatOf({ ice, liquid }: Fusion, at: Uncertain | null) {
  if (ice === null || liquid === null || at === null) return { entropy: null, enthalpy: null }
  const enthalpy = difference(liquid.enthalpy, ice.enthalpy)
  return { entropy: scaled(enthalpy, 1000 / at.value), enthalpy }
}

/** To a tenth of a kelvin. */
function rounded(temperature: number): number {
  return Number(temperature.toFixed(1))
}
