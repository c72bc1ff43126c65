import { networkName } from '../forcefield/species-kinds.ts'
import type { Run } from '../run/replica-task.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { lineThrough } from '../statistics/fits.ts'
import { SLOWER } from './fusion.ts'
import { lengthened, methodRun, type RunResult, sitesOf } from './method.ts'
import { type SolutionUnit, unitsOf } from './solution-unit.ts'

/** A box half filled by ice and half by a solution, each with its filling at zero pressure. */
export interface Slab {
  readonly unit: SolutionUnit
  /** Share of sites that the solution takes. */
  readonly filling: number
  /** Share of sites that ice takes. */
  readonly ice: number
}

/** A box of ice and solution side by side at the temperature of a scenario, run as long as others at full coupling. */
export function slabRun(scenario: Scenario, { unit, filling, ice }: Slab): Run {
  const half = sitesOf(scenario) / 2
  const units = Math.round((filling * half) / unit.particles)
  const solution = unitsOf(unit, units)
  const water = networkName(scenario.forceField)
  const counts = { ...solution, [water]: solution[water]! + Math.round(ice * half) }
  const observables = ['energy', 'iceOrder', 'iceLayers']
  return lengthened(methodRun(scenario, counts, { observables, start: 'slab' }), SLOWER)
}

/** One (001) layer of a slab, means over the second half of its run. */
export interface SlabLayer {
  /** Waters on the lattice of ice less those off it, over all of the layer's waters: 1 in ice, about 0 in a liquid. */
  readonly ice: number
  readonly waters: number
  /** Particles of each other species. */
  readonly others: Readonly<Record<string, number>>
}

/** The result of a box of ice and solution. */
export interface SlabResult {
  /** K */
  readonly temperature: number
  /** Of the share of waters on the lattice of ice, per sweep; above 0 where ice grew. */
  readonly growth: number
  readonly layers: readonly SlabLayer[]
}

/** A layer that is ice more than liquid. */
export const ICE_LAYER = 0.5

export function slabOf(result: RunResult): SlabResult {
  const { temperature, cells, sampling } = result.run.scenario
  const column = (name: string) => result.series(name)[0]!
  const layers = 2 * cells
  const watersOn = (sublattices: readonly number[]) => {
    const shares = sublattices.map((k) => column(`sublatticeOccupation:${k}`))
    const sites = sitesOf(result.run.scenario)
    return shares[0]!.map((share, sample) => ((share + shares[1]![sample]!) * sites) / 4)
  }
  const [on, off] = [watersOn([0, 2]), watersOn([1, 3])]
  const mean = (name: string) => {
    const series = column(name)
    const late = series.subarray(Math.floor(series.length / 2))
    return late.reduce((sum, value) => sum + value, 0) / late.length
  }
  const columns = result.records[0]!.columns
  const others = columns.flatMap(({ name }) => /^layerOf:(.*):0$/.exec(name)?.[1] ?? [])
  const share = Array.from(off, (count, k) => count / (count + on[k]!))
  return {
    temperature,
    growth: growthRate(share, sampling.measureEvery),
    layers: Array.from({ length: layers }, (_, k): SlabLayer => {
      const [ice, rest] = [mean(`layerWater:ice:${k}`), mean(`layerWater:off:${k}`)]
      return {
        ice: ice + rest > 0 ? (ice - rest) / (ice + rest) : 0,
        waters: ice + rest,
        others: Object.fromEntries(others.map((name) => [name, mean(`layerOf:${name}:${k}`)])),
      }
    }),
  }
}

/** Shares of waters off the ice lattice between which ice and liquid are both present. */
const TWO_PHASES = [0.06, 0.44] as const
const FEWEST_SAMPLES = 10

/**
 * How fast the share of waters on the ice lattice grows while both phases are there, per sweep.
 * @param off share of waters off that lattice, every so many sweeps
 */
export function growthRate(off: readonly number[], every: number): number {
  const end = off.findIndex((share) => share < TWO_PHASES[0] || share > TWO_PHASES[1])
  const seen = off.slice(0, end < 0 ? off.length : Math.max(end, FEWEST_SAMPLES))
  return lineThrough(seen.map((y, k) => ({ x: (k + 1) * every, y: -y }))).slope.value
}
