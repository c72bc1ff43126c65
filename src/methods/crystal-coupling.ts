import { networkName } from '../forcefield/species-kinds.ts'
import { type CrystalName, FILLED } from '../model/crystals.ts'
import { exp } from '../numeric/exp.ts'
import { log } from '../numeric/log.ts'
import { logFactorial } from '../numeric/log-factorial.ts'
import type { Run } from '../run/replica-task.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { couplingPath } from './coupling.ts'
import { methodRun, type RunResult } from './method.ts'

const NODES = 10

/**
 * Energy of a water off the sites of a crystal at λ = 0, kT. Along the path it stabilises the crystal: at coupling λ the field
 * costs a liquid PENALTY·(1 − λ)/2 a water, and melting at a temperature of T/λ would gain 2.6·(1 − λ).
 */
const PENALTY = 12

/**
 * Runs of a crystal for its free energy, along λβH + (1 − λ)·penalty·(waters off its sites). There is no transition on
 * this path, since the field holds the crystal where the bonds are weak.
 * @param initial [site] → state that the runs start from; by default waters by the ice rules, which only ice obeys
 */
export function crystalPath(
  crystal: CrystalName,
  scenario: Scenario,
  waters: number,
  initial?: Uint8Array,
): Run[] {
  return couplingPath(NODES).map(({ coupling }) =>
    heldRun(crystal, scenario, waters, { coupling, penalty: PENALTY * (1 - coupling) }, initial),
  )
}

/** At full coupling, held by the whole field: the waters of a crystal find the order of their bonds. */
export function orderingRun(
  crystal: CrystalName,
  scenario: Scenario,
  waters: number,
  initial: Uint8Array,
): Run {
  return heldRun(crystal, scenario, waters, { coupling: 1, penalty: PENALTY }, initial)
}

function heldRun(
  name: CrystalName,
  scenario: Scenario,
  waters: number,
  { coupling, penalty }: { readonly coupling: number; readonly penalty: number },
  initial?: Uint8Array,
): Run {
  const run = methodRun(
    scenario,
    { [networkName(scenario.forceField)]: waters },
    {
      observables: ['energy', 'reducedEnergy'],
      perturbation: { coupling, crystal: { name, penalty } },
      start: 'crystal',
    },
  )
  return initial === undefined ? run : { ...run, initial }
}

/** d(βF)/dλ of one of them, ⟨βH⟩ − penalty·⟨waters off the sites⟩, as a series. */
export function crystalDerivative(result: Pick<RunResult, 'run' | 'series'>): Float64Array {
  const [energy, field] = ['reducedEnergy', 'fieldEnergy'].map((name) => result.series(name)[0]!)
  const left = 1 - result.run.perturbation!.coupling
  return energy!.map((value, sample) => value - field![sample]! / left)
}

/**
 * ln Z of waters in the field alone, λ = 0: k of them off the M sites of a crystal,
 * Σ_k C(M, waters − k) C(sites − M, k) e^(−k·penalty) · orientations^waters.
 */
export function logPartitionInField(
  crystal: CrystalName,
  sites: number,
  waters: number,
  orientations: number,
): number {
  const filled = Math.round(FILLED[crystal] * sites)
  const choose = (n: number, k: number) => logFactorial(n) - logFactorial(k) - logFactorial(n - k)
  const fewest = Math.max(0, waters - filled)
  const most = Math.min(waters, sites - filled)
  const terms = Array.from({ length: most - fewest + 1 }, (_, index) => {
    const off = fewest + index
    return choose(filled, waters - off) + choose(sites - filled, off) - off * PENALTY
  })
  const largest = Math.max(...terms)
  const sum = terms.reduce((total, term) => total + exp(term - largest), 0)
  return largest + log(sum) + waters * log(orientations)
}
