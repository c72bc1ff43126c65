import { networkName } from '../forcefield/species-kinds.ts'
import { exp } from '../numeric/exp.ts'
import { log } from '../numeric/log.ts'
import { logFactorial } from '../numeric/log-factorial.ts'
import type { Run } from '../run/replica-task.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { couplingPath } from './coupling.ts'
import { methodRun } from './method.ts'

const NODES = 10

/**
 * Energy of a water off the lattice of ice at λ = 0, kT. Along the path it stabilises the crystal: at coupling λ the field
 * costs a liquid PENALTY·(1 − λ)/2 a water, and melting at a temperature of T/λ would gain 2.6·(1 − λ).
 */
const PENALTY = 12

/**
 * Runs of ice for its free energy, along λβH + (1 − λ)·penalty·(waters off the lattice of ice). There is no transition on
 * this path, since the field holds the crystal where the bonds are weak.
 */
export function icePath(scenario: Scenario, waters: number): Run[] {
  return couplingPath(NODES).map(({ coupling }) =>
    methodRun(
      scenario,
      { [networkName(scenario.forceField)]: waters },
      {
        observables: ['energy', 'reducedEnergy', 'iceOrder'],
        perturbation: { coupling, ice: PENALTY * (1 - coupling) },
        start: 'crystal',
      },
    ),
  )
}

/**
 * d(βF)/dλ of one of them, ⟨βH⟩ − penalty·⟨waters off the lattice⟩, as a series from those of the run.
 * @param sites of the box
 */
export function iceDerivative(
  reducedEnergy: Float64Array,
  [first, second]: readonly [Float64Array, Float64Array],
  sites: number,
): Float64Array {
  // Occupations are shares of a quarter of all sites.
  return reducedEnergy.map((energy, k) => energy - PENALTY * (first[k]! + second[k]!) * (sites / 4))
}

/**
 * ln Z of waters in the field alone, λ = 0: k of them off the lattice,
 * Σ_k C(sites/2, waters − k) C(sites/2, k) e^(−k·penalty) · orientations^waters.
 */
export function logPartitionInField(sites: number, waters: number, orientations: number): number {
  const half = sites / 2
  const choose = (n: number, k: number) => logFactorial(n) - logFactorial(k) - logFactorial(n - k)
  const fewest = Math.max(0, waters - half)
  const terms = Array.from({ length: Math.min(waters, half) - fewest + 1 }, (_, index) => {
    const off = fewest + index
    return choose(half, waters - off) + choose(half, off) - off * PENALTY
  })
  const largest = Math.max(...terms)
  const sum = terms.reduce((total, term) => total + exp(term - largest), 0)
  return largest + log(sum) + waters * log(orientations)
}
