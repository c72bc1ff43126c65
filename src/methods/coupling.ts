import { expand, gaussRule, type QuadratureNode } from '../numeric/gauss-rule.ts'
import type { Run } from '../run/replica-task.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Uncertain } from '../statistics/uncertain.ts'
import { type Counts, methodRun } from './method.ts'

/** A coupling λ at which a chain is to run, and what ⟨βH⟩ there counts in the integral. */
export interface CouplingNode {
  readonly coupling: number
  readonly weight: number
}

/** Of water and of 2 mol/kg ZnCl2 the coefficients of ⟨βH⟩ are below 1e-3 of the largest from the ninth on. */
const NODES = 10

/** λ = t³. */
const POWER = 2

/**
 * The nodes λ for ∫₀¹ ⟨βH⟩_λ dλ. A penalty of K kT makes it fall off from K as 1/λ beyond
 * λ = 1/K; in t, λ = t³, it is smooth, and Gauss's rule for the weight 3t² converges geometrically.
 */
export function couplingPath(nodes: number): CouplingNode[] {
  return gaussRule(nodes, POWER).map(({ at, weight }) => ({
    coupling: at * at * at,
    weight: (POWER + 1) * weight,
  }))
}

/**
 * ∫₀¹ ⟨βH⟩_λ dλ from the means at the nodes of `couplingPath`. The error includes those of the means, which
 * are independent, and an estimate of the error of the rule: with coefficients c_k falling off geometrically that
 * is about c_2n ≈ c_(n−1)²/c_0.
 * @throws RangeError unless there is a mean for each node
 */
export function integrateCoupling(means: readonly Uncertain[]): Uncertain {
  const rule: QuadratureNode[] = gaussRule(means.length, POWER)
  const coefficients = expand(
    rule,
    POWER,
    means.map(({ value }) => value),
  )
  const last = coefficients.slice(-2).reduce((most, c) => Math.max(most, Math.abs(c)), 0)
  const largest = coefficients.reduce((most, c) => Math.max(most, Math.abs(c)), 0)
  // c_k of a normalised polynomial counts √(power + 1) times less in the integral of weight 3t².
  const missed = largest > 0 ? (last * last * Math.sqrt(POWER + 1)) / largest : 0
  let value = 0
  let square = missed * missed
  for (const [index, mean] of means.entries()) {
    const weight = (POWER + 1) * rule[index]!.weight
    value += weight * mean.value
    square += weight * weight * mean.standardError * mean.standardError
  }
  return { value, standardError: Math.sqrt(square), settled: means.every((one) => one.settled) }
}

/** A box of these particles at every coupling of the integration. */
export function couplingRuns(scenario: Scenario, counts: Counts): Run[] {
  const observables = ['energy', 'reducedEnergy']
  return couplingPath(NODES).map(({ coupling }) =>
    methodRun(scenario, counts, { observables, perturbation: { coupling } }),
  )
}
