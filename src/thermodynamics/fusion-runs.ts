import { WATER } from '../observe/water-faces.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { couplingRuns } from './coupling-runs.ts'
import { type ExtraRun, extraRun, sitesOf } from './extra-run.ts'
import { iceRuns } from './ice-coupling.ts'
import { type SolutionUnit, unitsOf } from './solution-unit.ts'

/** Of the three fillings at which a solution is looked at, how far the outer ones are off. */
const SPREAD = 0.045

/** A solution in boxes of three fillings: more units, fewer vacancies. */
export interface FilledSolution {
  readonly label: string
  readonly unit: SolutionUnit
  /** Of a box, ascending. */
  readonly units: readonly [number, number, number]
}

/** @param filling share of sites that the middle one is to have taken */
export function filledSolution(
  label: string,
  unit: SolutionUnit,
  sites: number,
  filling: number,
): FilledSolution {
  const middle = Math.max(2, Math.round((filling * sites) / unit.particles))
  const step = Math.max(1, Math.round(SPREAD * middle))
  return { label, unit, units: [middle - step, middle, middle + step] }
}

/**
 * All that is needed to tell whether ice or a solution is the more stable at the temperature of a scenario: paths
 * of both, each solution at three fillings, and what both are like at full coupling.
 */
export function fusionRuns(scenario: Scenario, solutions: readonly FilledSolution[]): ExtraRun[] {
  const waters = sitesOf(scenario) / 2
  const observables = ['energy', 'reducedEnergy']
  const ice = extraRun(scenario, {
    name: 'ice:whole',
    counts: { [WATER]: waters },
    observables: [...observables, 'iceOrder'],
    start: 'crystal',
  })
  const liquids = solutions.flatMap(({ label, unit, units }) => [
    extraRun(scenario, {
      name: `${label}:whole`,
      counts: unitsOf(unit, units[1]),
      observables,
    }),
    ...units.flatMap((number) =>
      couplingRuns(scenario, unitsOf(unit, number), `${label}:${number}:`),
    ),
  ])
  return [ice, ...iceRuns(scenario, waters, ''), ...liquids]
}
