import type { Scenario } from '../scenario/scenario.ts'
import type { Measured } from '../thermodynamics/coupling-path.ts'
import { type ExtraRun, sitesOf } from '../thermodynamics/extra-run.ts'
import { filledSolution, fusionRuns } from '../thermodynamics/fusion-runs.ts'
import { slabRun } from '../thermodynamics/slab-runs.ts'
import { PURE_WATER, type SolutionUnit, solutionUnit } from '../thermodynamics/solution-unit.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import type { ExtraResult } from './extra-results.ts'
import { type Fusion, fusionOf, meltingPoint } from './fusion.ts'
import { type SlabResult, slabOf } from './slab.ts'

/** Where ice and a liquid of one composition are in equilibrium at zero pressure. */
export interface Melting {
  /** mol of all salts per kg of water, as far as whole particles allow; 0 of water. */
  readonly molality: number
  /** K; null where the runs do not tell. */
  readonly temperature: Measured | null
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

/** Filling of the liquid that the first look begins from. */
const LIQUID_FILLING = 0.54
/** The two solutions whose difference is a chemical potential have more and less water than the one asked for. */
const DILUTIONS = [4 / 3, 0.8] as const
const WATERS_PER_KG = 55.508

/** The melting point of water by itself. */
export async function meltWater(
  scenario: Scenario,
  options: MeltingOptions,
): Promise<Melting | null> {
  const filling = LIQUID_FILLING
  return await melt(scenario, [PURE_WATER], PURE_WATER, { ...options, filling })
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

/** Whether the particles of a scenario are a solution in water whose salts can be told. */
export function isSolution(scenario: Scenario, counts: Readonly<Record<string, number>>): boolean {
  return solutionUnit(scenario, counts, 1) !== null
}

async function melt(
  scenario: Scenario,
  units: readonly SolutionUnit[],
  own: SolutionUnit,
  options: MeltingOptions & { readonly filling: number },
): Promise<Melting | null> {
  const looks: Fusion[] = []
  let temperature = options.guess
  let solutions = units.map((unit, k) =>
    filledSolution(`solution ${k}`, unit, sitesOf(scenario), options.filling),
  )
  for (const _ of ['first look', 'where that says']) {
    const there = { ...scenario, temperature: rounded(temperature) }
    const results = await options.run(fusionRuns(there, solutions))
    if (results === null) return null
    const look = fusionOf(there, solutions, results)
    looks.push(look)
    const next = meltingPoint(look)
    if (next === null) break
    temperature = Math.min(Math.max(next.value, 150), 400)
    solutions = solutions.map(({ label, unit }) =>
      filledSolution(label, unit, sitesOf(scenario), look.liquid!.filling.value),
    )
  }
  const found = combined(looks.map(meltingPoint).filter((one) => one !== null))
  const last = looks.at(-1)!
  const molality = (WATERS_PER_KG * own.salts) / last.waters
  const slabs = found === null ? [] : await slabsOf(scenario, own, last, found.value, options)
  if (slabs === null) return null
  return { molality, temperature: found, ...heatOf(last, found), looks, slabs }
}

async function slabsOf(
  scenario: Scenario,
  unit: SolutionUnit,
  { liquid }: Fusion,
  at: number,
  { slabCells, bracket, seeds, run }: MeltingOptions,
): Promise<SlabResult[] | null> {
  const scenarios = [at - bracket, at + bracket].flatMap((temperature) =>
    Array.from({ length: seeds }, (_, k) => {
      const seed = `${scenario.seed} slab ${k}`
      return { ...scenario, temperature: rounded(temperature), cells: slabCells, seed }
    }),
  )
  const slab = { unit, filling: liquid!.filling.value }
  const results = await run(scenarios.map((one, k) => slabRun(one, `slab ${k}`, slab)))
  return results && scenarios.map((one, k) => slabOf(one, results[k]!))
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
  if (liquid === null || at === null) return { entropy: null, enthalpy: null }
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
