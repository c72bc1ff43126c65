import type { ForceField } from '../forcefield/force-field.ts'
import { couplingPath } from '../methods/coupling-path.ts'
import type { WaterTask } from './water-run.ts'

/** How long to run; all boxes are the same, so that `quick` is less precise but not otherwise different. */
export interface Effort {
  /** Slabs at each temperature. */
  readonly seeds: number
  readonly slab: number
  readonly liquid: number
  readonly ice: number
  readonly columns: number
  /** Of each coupling. */
  readonly coupled: number
  readonly small: number
  /** Of a salt in dilute solution. */
  readonly dilute: number
}

export const EFFORTS = {
  full: {
    seeds: 6,
    slab: 10_000,
    liquid: 40_000,
    ice: 25_000,
    columns: 20_000,
    coupled: 30_000,
    small: 80_000,
    dilute: 25_000,
  },
  quick: {
    seeds: 2,
    slab: 3000,
    liquid: 5000,
    ice: 4000,
    columns: 5000,
    coupled: 4000,
    small: 8000,
    dilute: 4000,
  },
} as const satisfies Record<string, Effort>

const CELLS = 12
const SMALL = 8
const SLAB_TEMPERATURES = [265, 269, 273, 277, 281]
const ICE_TEMPERATURES = [250, 255, 260, 265]
/** Liquid at zero pressure beside ice of ½. */
const MELTING = { temperature: 273.15, filling: 0.5405 }
const SLAB_FILLING = 0.52
/** 0.539 at 25 °C, and as the measured density of water there (CRC Handbook: 0.99996, 0.99705, 0.9848, 0.9660 g/cm³). */
const LIQUIDS = [
  { temperature: 276.15, filling: 0.5406 },
  { temperature: 298.15, filling: 0.539 },
  { temperature: 330, filling: 0.5324 },
  { temperature: 362.15, filling: 0.5222 },
]
const FILLINGS = { thin: 0.509, middle: 0.539, dense: 0.569 } as const
const NODES = 10

/** The runs of a calibration by what they are for. */
export interface Plan<Run> {
  readonly slabs: readonly Run[]
  readonly melt: Run
  readonly columns: Run
  readonly ices: readonly Run[]
  readonly liquids: readonly Run[]
  readonly small: Run
  readonly thin: { readonly path: readonly Run[]; readonly whole: Run }
  readonly dense: { readonly path: readonly Run[]; readonly whole: Run }
}

export function planRuns(forceField: ForceField, effort: Effort, seed: string): Plan<WaterTask> {
  const box = (
    name: string,
    temperature: number,
    filling: number,
    sweeps: number,
    rest: Partial<WaterTask> = {},
  ): WaterTask => {
    const cells = rest.cells ?? CELLS
    const waters = Math.round(filling * 2 * cells * cells * cells)
    const length = { equilibration: Math.round(sweeps / 5), sweeps, measureEvery: 10 }
    const own = { start: 'liquid', coupling: 1, cells, waters, ...length } as const
    return { name, forceField, seed, temperature, ...own, ...rest }
  }
  const ends = (name: 'thin' | 'dense') => {
    const small = { cells: SMALL } as const
    const at = (label: string, coupling: number, sweeps: number) =>
      box(`${name} ${label}`, 298.15, FILLINGS[name], sweeps, { ...small, coupling })
    return {
      path: couplingPath(NODES).map(({ coupling }, k) =>
        at(`coupling ${k}`, coupling, effort.coupled),
      ),
      whole: at('whole', 1, effort.small),
    }
  }
  const slab = { start: 'slab', equilibration: 300, measureEvery: 20 } as const
  return {
    slabs: SLAB_TEMPERATURES.flatMap((t) =>
      Array.from({ length: effort.seeds }, (_, k) =>
        box(`slab ${t} ${k}`, t, SLAB_FILLING, effort.slab, slab),
      ),
    ),
    melt: box('melt', MELTING.temperature, MELTING.filling, effort.liquid),
    columns: box('columns', MELTING.temperature, MELTING.filling, effort.columns, {
      start: 'columns',
    }),
    ices: ICE_TEMPERATURES.map((t) => box(`ice ${t}`, t, 0.5, effort.ice, { start: 'crystal' })),
    liquids: LIQUIDS.map(({ temperature: t, filling }) =>
      box(`liquid ${t}`, t, filling, effort.liquid),
    ),
    small: box('small', 298.15, FILLINGS.middle, effort.small, { cells: SMALL }),
    thin: ends('thin'),
    dense: ends('dense'),
  }
}

/** All runs of a plan in one list, in a fixed order. */
export function listRuns<Run>(plan: Plan<Run>): Run[] {
  const { slabs, melt, columns, ices, liquids, small, thin, dense } = plan
  const ends = [thin, dense].flatMap(({ path, whole }) => [...path, whole])
  return [...slabs, melt, columns, ...ices, ...liquids, small, ...ends]
}

/** The plan with the results of its runs in their places. */
export function fillPlan<Run, Result>(plan: Plan<Run>, results: readonly Result[]): Plan<Result> {
  const runs = listRuns(plan)
  const of = (run: Run) => results[runs.indexOf(run)]!
  const ends = ({ path, whole }: Plan<Run>['thin']) => ({ path: path.map(of), whole: of(whole) })
  return {
    slabs: plan.slabs.map(of),
    melt: of(plan.melt),
    columns: of(plan.columns),
    ices: plan.ices.map(of),
    liquids: plan.liquids.map(of),
    small: of(plan.small),
    thin: ends(plan.thin),
    dense: ends(plan.dense),
  }
}
