import { exp } from '../numeric/exp.ts'
import { log } from '../numeric/log.ts'
import type { SeriesEstimate } from './estimate.ts'

/** A number that was estimated. */
export interface Uncertain {
  readonly value: number
  /** One standard deviation of `value`; 0 where it is exact. */
  readonly standardError: number
  /** Whether everything it was made of is at equilibrium and was measured often enough for its error. */
  readonly settled: boolean
}

/** A number without an error. */
export function exact(value: number): Uncertain {
  return { value, standardError: 0, settled: true }
}

/** The mean of series as an uncertain number; null if there is no series, or no finite mean with an error. */
export function uncertain(estimate: SeriesEstimate): Uncertain | null {
  const { value, standardError, equilibrated } = estimate
  if (value === null || standardError === null || !Number.isFinite(value)) return null
  return { value, standardError, settled: equilibrated }
}

/** f·a */
export function scaled({ value, standardError, settled }: Uncertain, factor: number): Uncertain {
  return { value: factor * value, standardError: Math.abs(factor) * standardError, settled }
}

/** a/d of a number without an error. */
export function divided({ value, standardError, settled }: Uncertain, by: number): Uncertain {
  return { value: value / by, standardError: standardError / Math.abs(by), settled }
}

/** Σ a_k of independent terms; errors add in squares. */
export function sum(terms: readonly Uncertain[]): Uncertain {
  const square = terms.reduce((total, { standardError: e }) => total + e * e, 0)
  return {
    value: terms.reduce((total, { value }) => total + value, 0),
    standardError: Math.sqrt(square),
    settled: terms.every(({ settled }) => settled),
  }
}

/** a − b of independent terms. */
export function difference(a: Uncertain, b: Uncertain): Uncertain {
  return sum([a, scaled(b, -1)])
}

/** Σ w_k·a_k of independent terms. */
export function weightedSum(terms: readonly Uncertain[], weights: readonly number[]): Uncertain {
  return sum(terms.map((term, k) => scaled(term, weights[k]!)))
}

/** a·b of independent factors, to first order. */
export function product(a: Uncertain, b: Uncertain): Uncertain {
  const [p, q] = [a.standardError * b.value, b.standardError * a.value]
  return {
    value: a.value * b.value,
    standardError: Math.sqrt(p * p + q * q),
    settled: a.settled && b.settled,
  }
}

/** a/b of independent terms, to first order: relative errors add in squares. */
export function ratio(a: Uncertain, b: Uncertain): Uncertain {
  const value = a.value / b.value
  const [p, q] = [a.standardError / b.value, (value * b.standardError) / b.value]
  return { value, standardError: Math.sqrt(p * p + q * q), settled: a.settled && b.settled }
}

/** e^a, to first order. */
export function exponential({ value, standardError, settled }: Uncertain): Uncertain {
  const power = exp(value)
  return { value: power, standardError: power * standardError, settled }
}

/** ln a of a positive number, to first order. */
export function logarithm({ value, standardError, settled }: Uncertain): Uncertain {
  return { value: log(value), standardError: standardError / value, settled }
}

/** The mean of independent estimates of one number, weighted by 1/error²; null of none. */
export function weightedMean(parts: readonly Uncertain[]): Uncertain | null {
  if (parts.length === 0) return null
  const weights = parts.map(({ standardError }) => 1 / (standardError * standardError))
  const total = weights.reduce((all, weight) => all + weight, 0)
  return {
    value: parts.reduce((all, { value }, k) => all + (weights[k]! * value) / total, 0),
    standardError: 1 / Math.sqrt(total),
    settled: parts.every(({ settled }) => settled),
  }
}
