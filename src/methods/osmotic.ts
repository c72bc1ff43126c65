import { columnSeries } from '../evaluate/series.ts'
import type { ForceField } from '../forcefield/force-field.ts'
import { networkCount, networkName, networkSpecies } from '../forcefield/species-kinds.ts'
import { WATER_DENSITY } from '../model/density.ts'
import { cellsOfTrap, LAYERS_HELD, type TrapLayer, trapLayers } from '../model/ion-trap.ts'
import { siteVolume } from '../model/solution.ts'
import { WATER_KINDS } from '../observe/ice-layers.ts'
import type { Run } from '../run/replica-task.ts'
import { estimateSeries } from '../statistics/estimate.ts'
import {
  exponential,
  ratio as ratioOf,
  scaled,
  sum,
  type Uncertain,
  uncertain,
} from '../statistics/uncertain.ts'
import { AVOGADRO } from '../units/constants.ts'
import { estimateOf } from './estimate-of.ts'
import {
  type Method,
  methodRun,
  type RunResult,
  resultsOf,
  type Subject,
  sitesOf,
} from './method.ts'
import { saltUnits } from './salt-units.ts'

/** Ions of the two runs, relative to the composition of the scenario. */
const AMOUNTS = [0.85, 1.15]
/**
 * Waters that an ion replaces. Only a guess for the filling of the box: the filling of the water outside the trap is
 * measured, and reported.
 */
const DISPLACED = 0.28

/**
 * Osmotic coefficient φ of a solution of salts, and ln a_w = −φ·ions/waters, against water at the density that it has at
 * 25 °C: ions are held in the middle of a box of water by a potential that they alone feel (`model/ion-trap.ts`). Two
 * runs hold fewer and more ions than the composition asks for; φ is interpolated linearly between them.
 */
export const osmotic: Method = {
  observables: ['waterActivity', 'osmoticCoefficient'],

  obstacle(subject: Subject) {
    if (watersOf(subject) === 0) return 'there is no water'
    if (ionsPerWater(subject) === 0) return 'there are no ions'
    if (osmoticRuns(subject) !== null) return null
    return 'it needs salts by name, each with an ion of its own, and room for them in the middle of a box of water'
  },

  *plan(subject: Subject) {
    const runs = osmoticRuns(subject)
    const ratio = ionsPerWater(subject)
    const found = runs && osmoticResult(ratio, yield* resultsOf(runs))
    const activity = found && exponential(scaled(found.coefficient, -ratio))
    const all = {
      waterActivity: estimateOf(activity, ''),
      osmoticCoefficient: estimateOf(found?.coefficient, ''),
      'osmoticCoefficient:filling': estimateOf(found?.filling, ''),
    }
    const asked = Object.entries(all).filter(([name]) => {
      return subject.scenario.observables.includes(name.split(':')[0]!)
    })
    return { observables: Object.fromEntries(asked), warnings: [] }
  },
}

/** Ions over waters. */
function ionsPerWater(subject: Subject): number {
  const { scenario, counts } = subject
  const ions = scenario.forceField.species.reduce(
    (all, { name, charge }) => all + (charge === 0 ? 0 : (counts[name] ?? 0)),
    0,
  )
  return ions / watersOf(subject)
}

function watersOf({ scenario, counts }: Subject): number {
  return networkCount(scenario.forceField, counts)
}

/**
 * Ions of the scenario, in its proportions, held in the middle of a box of water: fewer and more than its composition
 * asks for. Null if it names no salts, if water has no density, or if the ions leave no room for it.
 */
export function osmoticRuns(subject: Subject): readonly [Run, Run] | null {
  const { scenario, counts } = subject
  const units = saltUnits(scenario, counts)
  const waters = watersOf(subject)
  if (units === null || units.length === 0 || waters === 0) return null
  const ionsIn = units.reduce(
    (all, { salt, units: n }) => all + n * (salt.cations + salt.anions),
    0,
  )
  const box = { ...scenario, cells: cellsOfTrap(scenario.cells) }
  const filling = waterFilling(scenario.forceField)
  const held = LAYERS_HELD * box.cells * box.cells * filling
  const most = (Math.max(...AMOUNTS) * held * ionsIn) / waters
  if (filling === 0 || filling * sitesOf(box) + most > sitesOf(box)) return null
  const runOf = (amount: number): Run => {
    const ions: Record<string, number> = {}
    for (const { salt, units: whole } of units) {
      const share = Math.max(1, Math.round((amount * held * whole) / waters))
      for (const [{ name }, each] of [
        [salt.cation, salt.cations],
        [salt.anion, salt.anions],
      ] as const) {
        ions[name] = (ions[name] ?? 0) + share * each
      }
    }
    const number = Object.values(ions).reduce((all, count) => all + count, 0)
    const water = networkName(scenario.forceField)
    const inBox = { ...ions, [water]: Math.round(filling * sitesOf(box) - DISPLACED * number) }
    return methodRun(box, inBox, {
      observables: ['energy', 'iceLayers'],
      perturbation: { ionsHeld: true },
      start: 'random',
    })
  }
  return [runOf(AMOUNTS[0]!), runOf(AMOUNTS[1]!)]
}

export interface OsmoticResult {
  /** φ of the solution that the scenario asks for, on the line between what the two runs found. */
  readonly coefficient: Uncertain
  /** Share of sites that the water outside takes. */
  readonly filling: Uncertain
}

/**
 * The result of the two runs of `osmoticRuns`; null where one of them has no ions in the middle.
 * @param ratio ions over waters of the solution whose φ is wanted
 */
export function osmoticResult(
  ratio: number,
  [fewer, more]: readonly [RunResult, RunResult],
): OsmoticResult | null {
  const [below, above] = [heldBy(fewer), heldBy(more)]
  if (below === null || above === null || below.ratio.value === above.ratio.value) return null
  const settled = [below, above].every((one) => one.coefficient.settled && one.ratio.settled)
  const between = (a: Uncertain, b: Uncertain, share: number): Uncertain => {
    return { ...sum([scaled(a, 1 - share), scaled(b, share)]), settled }
  }
  const span = above.ratio.value - below.ratio.value
  const share = (ratio - below.ratio.value) / span
  return {
    coefficient: between(below.coefficient, above.coefficient, share),
    filling: between(below.filling, above.filling, 0.5),
  }
}

/** The result of one run with ions held in the middle of a box of water. */
interface Held {
  /** Ions over waters there. */
  readonly ratio: Uncertain
  readonly coefficient: Uncertain
  /** Share of sites that the water outside takes. */
  readonly filling: Uncertain
}

/** φ = βΠv/(filling of the water outside) ÷ (ions per water), v the volume of a site. */
function heldBy({ run, settled: records }: RunResult): Held | null {
  const ions = run.scenario.forceField.species
    .filter(({ charge }) => charge !== 0)
    .map(({ name }) => name)
  const names = new Set(records[0]!.columns.map(({ name }) => name))
  const layers = trapLayers(run.scenario.cells)
  const area = run.scenario.cells * run.scenario.cells
  /** Of all layers, each particle of these kinds weighted by its layer; by sample. */
  const total = (kinds: readonly string[], weight: (layer: TrapLayer) => number) => {
    const parts = kinds.flatMap((kind) =>
      layers.flatMap((layer, k) => {
        const factor = weight(layer)
        if (factor === 0 || !names.has(`${kind}:${k}`)) return []
        return [columnSeries(records, `${kind}:${k}`)![0]!.map((count) => factor * count)]
      }),
    )
    return parts.reduce((all, part) => all.map((value, sample) => value + part[sample]!))
  }
  const mean = (series: Float64Array) => uncertain(estimateSeries([series]))
  const isInside = ({ isSolution }: TrapLayer) => Number(isSolution)
  const outside = layers.filter(({ isWater }) => isWater).length * area
  const solutes = ions.map((ion) => `layerOf:${ion}`)
  // Both slopes together.
  const pressure = mean(total(solutes, ({ force }) => force / (2 * area)))
  const filling = mean(total(WATER_KINDS, ({ isWater }) => Number(isWater) / outside))
  const waters = total(WATER_KINDS, isInside)
  const ratio = mean(total(solutes, isInside).map((count, t) => count / waters[t]!))
  if (!pressure?.value || !filling?.value || !ratio?.value) return null
  // The filling's error is far smaller than the others, and not counted.
  const exactFilling = { ...filling, standardError: 0, settled: true }
  return { ratio, coefficient: ratioOf(ratioOf(pressure, exactFilling), ratio), filling }
}

const CUBIC_CENTIMETRES = 1e-24

/** Share of sites that water takes at the density that it has at 25 °C; 0 where it has no molar mass. */
export function waterFilling(forceField: ForceField): number {
  const mass = networkSpecies(forceField)?.molarMass?.value ?? 0
  const perSite = siteVolume(forceField.spacing.value) * CUBIC_CENTIMETRES
  return mass > 0 ? (WATER_DENSITY * perSite * AVOGADRO) / mass : 0
}
