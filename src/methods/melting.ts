import type { Scenario } from '../scenario/scenario.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import type { Measured } from './coupling-path.ts'
import type { ExtraResult } from './extra-results.ts'
import { type ExtraRun, lengthened, sitesOf } from './extra-run.ts'
import { type Fusion, fusionOf, meltingPoint } from './fusion.ts'
import {
  type FilledBoxes,
  filledIce,
  filledSolution,
  fitsInto,
  fusionRuns,
  isOfPhase,
} from './fusion-runs.ts'
import { type SlabResult, slabOf } from './slab.ts'
import { slabRun } from './slab-runs.ts'
import { PURE_WATER, type SolutionUnit, solutionUnit } from './solution-unit.ts'

/** Where ice and a liquid of one composition are in equilibrium at zero pressure. */
export interface Melting {
  /** mol of all salts per kg of water, as far as whole particles allow; 0 of water. */
  readonly molality: number
  /** K, from the looks that have settled, if any has; null where the runs do not tell. */
  readonly temperature: Measured | null
  /** Whether it is from looks that have settled. */
  readonly equilibrated: boolean
  /** Of a mole of water that melts into the liquid: J/mol/K, kJ/mol. */
  readonly entropy: Measured | null
  readonly enthalpy: Measured | null
  /** At each temperature that was looked at. */
  readonly looks: readonly Fusion[]
  /** Ice and liquid side by side below and above. */
  readonly slabs: readonly SlabResult[]
}

export interface MeltingOptions {
  /** K: where to look first. */
  readonly guess: number
  /** Cells of the slabs' boxes. */
  readonly slabCells: number
  /** Slabs are this much colder and warmer than the melting point, K. */
  readonly bracket: number
  /** Slabs at each temperature. */
  readonly seeds: number
  /** Null where it was stopped. */
  readonly run: (runs: readonly ExtraRun[]) => Promise<ExtraResult[] | null>
}

/**
 * Fillings that a first look begins from: of ice beside any liquid, its own at zero pressure hardly changing with
 * temperature, and of water.
 */
const FILLINGS = { ice: 0.505, water: 0.54 } as const
/**
 * The two solutions whose difference is a chemical potential have more and less water than the one asked for, with
 * its water as their logarithmic mean (see `fusionOf`).
 */
const DILUTIONS = [4 / 3, 8 / 11] as const
const WATERS_PER_KG = 55.508
/** How many times as long a run is made that was too short. */
const LONGER = 4

/** The melting point of water by itself. */
export async function meltWater(
  scenario: Scenario,
  options: MeltingOptions,
): Promise<Melting | null> {
  return await melt(scenario, [PURE_WATER], PURE_WATER, { ...options, filling: FILLINGS.water })
}

/**
 * The temperature at which the solution of a scenario is in equilibrium with ice. Salts are told, or null is returned,
 * as by `solutionUnit`; so it is where the runs were stopped.
 * @param ofWater what water by itself came to
 */
export async function meltSolution(
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
  ofWater: Melting,
  options: MeltingOptions,
): Promise<Melting | null> {
  const [own, dilute, dense] = [1, ...DILUTIONS].map((dilution) =>
    solutionUnit(scenario, counts, dilution),
  )
  if (!own || !dilute || !dense || ofWater.temperature === null) return null
  const pure = ofWater.temperature.value
  const ions = own.particles - own.waters
  const heat = 1000 * ofWater.enthalpy!.value
  // What an ideal solution would do.
  const guess = pure - (GAS_CONSTANT * pure * pure * ions) / (own.waters * heat)
  const particles = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const filling = particles / sitesOf(scenario)
  return await melt(scenario, [dilute, dense], own, { ...options, guess, filling })
}

/** Why a scenario has no melting point; null where it has one. */
export function obstacleTo(
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
): 'no-solution' | 'small-box' | null {
  const own = solutionUnit(scenario, counts, 1)
  if (own === null) return 'no-solution'
  if (own.salts === 0) return null
  const largest = solutionUnit(scenario, counts, DILUTIONS[0])!
  return fitsInto(sitesOf(scenario), largest) ? null : 'small-box'
}

async function melt(
  scenario: Scenario,
  units: readonly SolutionUnit[],
  own: SolutionUnit,
  options: MeltingOptions & { readonly filling: number },
): Promise<Melting | null> {
  const looks: Fusion[] = []
  const sites = sitesOf(scenario)
  let temperature = options.guess
  let ice = filledIce(sites, FILLINGS.ice)
  let solutions = units.map((unit, k) =>
    filledSolution(`solution ${k}`, unit, sites, options.filling),
  )
  for (const _ of ['first look', 'where that says']) {
    const there = { ...scenario, temperature: rounded(temperature) }
    const look = await lookAt(there, ice, solutions, options.run)
    if (look === null) return null
    looks.push(look)
    const next = meltingPoint(look)
    if (next === null) break
    temperature = Math.min(Math.max(next.value, 150), 400)
    ice = filledIce(sites, look.ice!.filling.value)
    solutions = solutions.map(({ label, unit }) =>
      filledSolution(label, unit, sites, look.liquid!.filling.value),
    )
  }
  const { temperature: found, equilibrated } = meltingPointOf(looks)
  const last = lastOf(looks)
  const molality = (WATERS_PER_KG * own.salts) / last.waters
  const slabs = found === null ? [] : await slabsOf(scenario, own, last, found.value, options)
  if (slabs === null) return null
  return { molality, temperature: found, equilibrated, ...heatOf(last, found), looks, slabs }
}

/** The mean of what the looks that have settled say; of all looks where none has. */
export function meltingPointOf(
  looks: readonly Fusion[],
): Pick<Melting, 'temperature' | 'equilibrated'> {
  const telling = looks.filter((look) => meltingPoint(look) !== null)
  const settled = telling.filter((look) => look.equilibrated)
  const equilibrated = settled.length > 0
  const points = (equilibrated ? settled : telling).map((look) => meltingPoint(look)!)
  return { temperature: combined(points), equilibrated }
}

/**
 * Ice and solutions at the temperature of a scenario. Runs that were too short for their errors are made again,
 * `LONGER` times as long: those of a potential, if need be, twice. So are, once, all runs of a phase whose fillings do
 * not enclose zero pressure: errors have then hidden how stiff it is. Null where it was stopped.
 */
async function lookAt(
  scenario: Scenario,
  ice: FilledBoxes,
  solutions: readonly FilledBoxes[],
  run: MeltingOptions['run'],
): Promise<Fusion | null> {
  const runs = fusionRuns(scenario, ice, solutions)
  const results = await run(runs)
  if (results === null) return null
  const found = new Map(results.map((result) => [result.name, result]))
  const look = () => fusionOf(scenario, ice, solutions, [...found.values()])
  const goOn = async (names: readonly string[], times: number) => {
    const again = runs.filter(({ name }) => names.includes(name))
    if (again.length === 0) return true
    const longer = await run(again.map((one) => lengthened(one, times)))
    for (const result of longer ?? []) found.set(result.name, result)
    return longer !== null
  }
  const first = look()
  const { potential, enthalpy } = first.unsettled
  const vague = [...(first.ice ? [] : [ice]), ...(first.liquid ? [] : solutions)]
  const isVague = (name: string) => vague.some(({ label }) => isOfPhase(name, label))
  const ofVague = runs.map(({ name }) => name).filter(isVague)
  if (!(await goOn([...potential, ...enthalpy, ...ofVague], LONGER))) return null
  if (!(await goOn(look().unsettled.potential, LONGER * LONGER))) return null
  return look()
}

async function slabsOf(
  scenario: Scenario,
  unit: SolutionUnit,
  { ice, liquid }: Fusion,
  at: number,
  { slabCells, bracket, seeds, run }: MeltingOptions,
): Promise<SlabResult[] | null> {
  const scenarios = [at - bracket, at + bracket].flatMap((temperature) =>
    Array.from({ length: seeds }, (_, k) => {
      const seed = `${scenario.seed} slab ${k}`
      return { ...scenario, temperature: rounded(temperature), cells: slabCells, seed }
    }),
  )
  const slab = { unit, filling: liquid!.filling.value, ice: ice!.filling.value }
  const results = await run(scenarios.map((one, k) => slabRun(one, `slab ${k}`, slab)))
  return results && scenarios.map((one, k) => slabOf(one, results[k]!))
}

/** The last that found a melting point, if any did. */
function lastOf(looks: readonly Fusion[]): Fusion {
  return looks.findLast((look) => meltingPoint(look) !== null) ?? looks.at(-1)!
}

/** The mean weighted by 1/error². */
function combined(parts: readonly Measured[]): Measured | null {
  if (parts.length === 0) return null
  const weights = parts.map(({ standardError }) => 1 / (standardError * standardError))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const value = parts.reduce((sum, part, k) => sum + (weights[k]! * part.value) / total, 0)
  return { value, standardError: 1 / Math.sqrt(total) }
}

function heatOf({ ice, liquid }: Fusion, at: Measured | null) {
  if (ice === null || liquid === null || at === null) return { entropy: null, enthalpy: null }
  const [a, b] = [liquid.enthalpy, ice.enthalpy]
  const enthalpy = {
    value: a.value - b.value,
    standardError: Math.sqrt(a.standardError * a.standardError + b.standardError * b.standardError),
  }
  const factor = 1000 / at.value
  const entropy = { value: factor * enthalpy.value, standardError: factor * enthalpy.standardError }
  return { entropy, enthalpy }
}

/** To a tenth of a kelvin, so that what is looked at can be written down. */
function rounded(temperature: number): number {
  return Number(temperature.toFixed(1))
}
