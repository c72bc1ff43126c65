import type { Scenario } from '../scenario/scenario.ts'
import { couplingPath } from './coupling-path.ts'
import { type ExtraRun, extraRun } from './extra-run.ts'

/** Of water and of 2 mol/kg ZnCl2 the coefficients of ⟨βH⟩ are below 1e-3 of the largest from the ninth on. */
const NODES = 10

/** The couplings of an integration, for a box of these particles: `<prefix>coupling:0` … */
export function couplingRuns(
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
  prefix: string,
): ExtraRun[] {
  const observables = ['energy', 'reducedEnergy']
  return couplingPath(NODES).map(({ coupling }, k) => {
    const name = `${prefix}coupling:${k}`
    return extraRun(scenario, { name, counts, observables, branch: { coupling } })
  })
}

/** Names of those runs in order. */
export function couplingNames(prefix: string): string[] {
  return Array.from({ length: NODES }, (_, k) => `${prefix}coupling:${k}`)
}
