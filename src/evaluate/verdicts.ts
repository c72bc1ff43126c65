import type { Sampling } from '../scenario/scenario.ts'
import { LARGEST_R_HAT } from '../statistics/estimate.ts'
import type { Estimate, Observables } from './record.ts'
import { shortfallOf, WANTED_EFFECTIVE_SAMPLES } from './shortfall.ts'
import type { Warning } from './warning.ts'

/**
 * Largest S(k_min) of a species in a homogeneous solution: an ideal one has less than 1, a liquid near
 * a spinodal some tens. Beyond it, by two standard errors, the box holds two phases.
 */
export const LARGEST_FLUCTUATION = 3

const FLUCTUATION = 'densityFluctuation:'

/**
 * Warnings about observables that have too few independent samples (the slowest first), are not at equilibrium, or
 * describe two phases.
 */
export function verdicts(observables: Observables, sampling: Sampling): Warning[] {
  const all = Object.entries(observables)
  const slowestFirst = [...all].sort(
    ([, a], [, b]) => (a.effectiveSamples ?? 0) - (b.effectiveSamples ?? 0),
  )
  return [
    ...slowestFirst.flatMap(([name, estimate]) => tooFewSamples(name, estimate, sampling)),
    ...slowestFirst.flatMap(([name, estimate]) => notEquilibrated(name, estimate, sampling)),
    ...all.flatMap(([name, estimate]) => phaseSeparated(name, estimate)),
  ]
}

function tooFewSamples(name: string, estimate: Estimate, sampling: Sampling): Warning[] {
  const shortfall = shortfallOf(estimate, sampling)
  if (shortfall?.lack !== 'samples') return []
  const message =
    `${name} has only ${estimate.effectiveSamples!.toFixed(1)} independent measurements${slowness(estimate)}; ` +
    `${WANTED_EFFECTIVE_SAMPLES} take about ${shortfall.production} sweeps of production`
  return [{ code: 'too-few-samples', observable: name, message }]
}

/** Too few samples, which cannot show equilibrium, have a warning of their own. */
function notEquilibrated(name: string, estimate: Estimate, sampling: Sampling): Warning[] {
  if (estimate.equilibrated !== false) return []
  const shortfall = shortfallOf(estimate, sampling)
  if (shortfall?.lack !== 'equilibrium') {
    const message = `${name} has too few measurements to decide whether it is at equilibrium`
    return [{ code: 'not-equilibrated', observable: name, message }]
  }
  const message =
    `${name} differs between replicas with different starts, or between the halves of one, by more ` +
    `than its error${slowness(estimate)}${spread(estimate)}; try ${shortfall.equilibration} sweeps of equilibration`
  return [{ code: 'not-equilibrated', observable: name, message }]
}

function phaseSeparated(name: string, { value, standardError }: Estimate): Warning[] {
  if (!name.startsWith(FLUCTUATION) || value === null) return []
  if (!(value - 2 * (standardError ?? 0) > LARGEST_FLUCTUATION)) return []
  const species = name.slice(FLUCTUATION.length)
  const message =
    `${species} is unevenly spread over the box: S(k) at the length of the box is ${value.toFixed(1)}, ` +
    `where a homogeneous solution stays below ${LARGEST_FLUCTUATION}. The box holds two phases or is about ` +
    'to separate; averages over it describe neither'
  return [{ code: 'phase-separated', observable: name, message }]
}

/** Empty unless R̂ is too large. */
function spread({ rHat }: Estimate): string {
  if (typeof rHat !== 'number' || rHat <= LARGEST_R_HAT) return ''
  return `, R-hat ${rHat.toFixed(2)} is above ${LARGEST_R_HAT}`
}

function slowness({ tauInt }: Estimate): string {
  return tauInt === null ? '' : ` (autocorrelation time ${Number(tauInt.toPrecision(2))} sweeps)`
}
