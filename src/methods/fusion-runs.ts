import { FEWEST_WATERS } from '../observe/crystalline-order.ts'
import type { Sampling, Scenario } from '../scenario/scenario.ts'
import { couplingRuns } from './coupling-runs.ts'
import { type ExtraRun, extraRun, lengthened } from './extra-run.ts'
import { iceRuns } from './ice-coupling.ts'
import { PURE_WATER, type SolutionUnit, unitsOf } from './solution-unit.ts'

/** Of the three fillings at which a phase is looked at, how far the outer ones are off. */
const SPREAD = { liquid: 0.06, ice: 0.02 } as const

/**
 * Couplings from which on a run takes longer, and how many times as long: there energies forget in 20 to 200 sweeps,
 * and 2000 hold too few independent samples.
 */
const SLOW_FROM = 0.8
export const SLOWER = 4

/** Couplings from which on a phase is kept to itself: below, a liquid is too warm to freeze, and the field holds ice. */
const KEPT_FROM = 0.9
const AS_LIQUID = { branch: 'liquid' } as const
/** A Bragg peak of 0.2, where ice without a defect has ½ and a liquid 0.01, whatever any block of the box is like. */
const AS_ICE = { branch: 'frozen', iceBound: 1, braggBound: 0.2 } as const

/** A solution, or ice, in boxes of three fillings: more units, fewer vacancies. */
export interface FilledBoxes {
  readonly label: string
  readonly unit: SolutionUnit
  /** Of a box, ascending. */
  readonly units: readonly [number, number, number]
}

/** @param filling share of sites that the middle one is to have taken, as far as all three fit into the box */
export function filledSolution(
  label: string,
  unit: SolutionUnit,
  sites: number,
  filling: number,
): FilledBoxes {
  return { label, unit, units: spread(SPREAD.liquid, filling, sites / unit.particles) }
}

/**
 * Ice at and about a filling. At zero pressure that is more than ½: the background cohesion is worth some
 * interstitials, and ice of ½ is under tension.
 */
export function filledIce(sites: number, filling: number): FilledBoxes {
  return { label: 'ice', unit: PURE_WATER, units: spread(SPREAD.ice, filling, sites) }
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

/**
 * All that is needed to tell whether ice or a solution is the more stable at the temperature of a scenario: paths
 * of both, each at three fillings, and what both are like at full coupling. Near that, runs are `SLOWER` times as long
 * as the scenario says.
 */
export function fusionRuns(
  scenario: Scenario,
  ice: FilledBoxes,
  solutions: readonly FilledBoxes[],
): ExtraRun[] {
  const observables = ['energy', 'reducedEnergy']
  const crystals = ice.units.flatMap((number) => [
    extraRun(scenario, {
      name: wholeName(ice.label, number),
      counts: unitsOf(ice.unit, number),
      observables: [...observables, 'iceOrder'],
      start: 'crystal',
    }),
    ...iceRuns(scenario, number, pathName(ice.label, number)),
  ])
  const liquids = solutions.flatMap(({ label, unit, units }) =>
    units.flatMap((number) => {
      const counts = unitsOf(unit, number)
      return [
        extraRun(scenario, { name: wholeName(label, number), counts, observables }),
        ...couplingRuns(scenario, counts, pathName(label, number)),
      ]
    }),
  )
  const hasPeaks = ice.units[0] >= FEWEST_WATERS
  return [
    ...crystals.map((run) => (hasPeaks ? kept(run, AS_ICE) : run)),
    ...liquids.map((run) => kept(run, AS_LIQUID)),
  ].map((run) => (run.branch.coupling < SLOW_FROM ? run : lengthened(run, SLOWER)))
}

/** The run in the phase that it is to tell of, where it could leave it. */
function kept(run: ExtraRun, to: Partial<Sampling>): ExtraRun {
  if (run.branch.coupling < KEPT_FROM) return run
  return { ...run, scenario: { ...run.scenario, sampling: { ...run.scenario.sampling, ...to } } }
}

/** The name of the run of one box at full coupling. */
export function wholeName(label: string, units: number): string {
  return `${pathName(label, units)}whole`
}

/** What the names of the runs along the path of one box begin with. */
export function pathName(label: string, units: number): string {
  return `${label}:${units}:`
}

/** Whether a run is of a box of that label, by its name. */
export function isOfPhase(name: string, label: string): boolean {
  return name.startsWith(`${label}:`)
}
