import { WATER } from '../observe/water-faces.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { type ExtraRun, extraRun, lengthened, sitesOf } from './extra-run.ts'
import { SLOWER } from './fusion-runs.ts'
import { type SolutionUnit, unitsOf } from './solution-unit.ts'

/** Half a box of ice, and half of a solution, each as it fills it at zero pressure. */
export interface Slab {
  readonly unit: SolutionUnit
  /** Share of sites that the solution takes. */
  readonly filling: number
  /** Share of sites that ice takes. */
  readonly ice: number
}

/** A box of ice and solution side by side at the temperature of a scenario, run as long as others at full coupling. */
export function slabRun(scenario: Scenario, name: string, { unit, filling, ice }: Slab): ExtraRun {
  const half = sitesOf(scenario) / 2
  const units = Math.round((filling * half) / unit.particles)
  const solution = unitsOf(unit, units)
  const run = extraRun(scenario, {
    name,
    counts: { ...solution, [WATER]: solution[WATER]! + Math.round(ice * half) },
    observables: ['energy', 'iceOrder', 'iceLayers'],
    start: 'slab',
  })
  return lengthened(run, SLOWER)
}
