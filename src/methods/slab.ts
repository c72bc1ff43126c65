import { columnSeries } from '../evaluate/series.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { ExtraResult } from './extra-results.ts'
import { growthRate } from './growth-rate.ts'

/** One (001) layer of a slab, means over the second half of its run. */
export interface SlabLayer {
  /** Waters on the lattice of ice less those off it, over all of the layer's waters: 1 in ice, about 0 in a liquid. */
  readonly ice: number
  readonly waters: number
  /** Particles of each other species. */
  readonly others: Readonly<Record<string, number>>
}

/** What became of a box of ice and solution. */
export interface SlabResult {
  /** K */
  readonly temperature: number
  /** Of the share of waters on the lattice of ice, per sweep; above 0 where ice grew. */
  readonly growth: number
  readonly layers: readonly SlabLayer[]
}

/** A layer that is ice more than liquid. */
export const ICE_LAYER = 0.5

export function slabOf(
  { temperature, cells, sampling }: Scenario,
  { record }: ExtraResult,
): SlabResult {
  const column = (name: string) => columnSeries([record], name)![0]!
  const layers = 2 * cells
  const sites = layers * cells * cells
  const watersOn = (sublattices: readonly number[]) => {
    const shares = sublattices.map((k) => column(`sublatticeOccupation:${k}`))
    return shares[0]!.map((share, sample) => ((share + shares[1]![sample]!) * sites) / 4)
  }
  const [on, off] = [watersOn([0, 2]), watersOn([1, 3])]
  const mean = (name: string) => {
    const series = column(name)
    const late = series.subarray(Math.floor(series.length / 2))
    return late.reduce((sum, value) => sum + value, 0) / late.length
  }
  const others = record.columns.flatMap(({ name }) => /^layerOf:(.*):0$/.exec(name)?.[1] ?? [])
  return {
    temperature,
    growth: growthRate(
      Array.from(off, (count, k) => count / (count + on[k]!)),
      sampling.measureEvery,
    ),
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
