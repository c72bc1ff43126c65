import { median } from './timing.ts'

/** A loss that is to fail, as a share of the time before. */
export const LIMIT = 0.15

/** Chance that the interval holds the median of all pairs there could be. */
const CONFIDENCE = 0.95

/** Pairs before anything is said: with fewer not even the widest interval has that chance. */
export const FEWEST = 6

/** What pairs of fresh processes say about the time of an attempt after a change over that before. */
export interface Verdict {
  /** Median over the pairs. */
  readonly ratio: number
  /** Between two of the ratios, with a chance of 95 %; null below six pairs. */
  readonly interval: readonly [number, number] | null
  /** No more than the interval says: `undecided` where it holds 1. */
  readonly kind: 'slower' | 'faster' | 'undecided'
  /** Slower beyond the spread, and by more than the limit. */
  readonly isLoss: boolean
  /** The interval leaves no doubt on which side of the limit the ratio is: more pairs are not needed. */
  readonly isSettled: boolean
}

/** @param ratios time after over time before, one of each pair */
export function judge(ratios: readonly number[]): Verdict {
  const ratio = median(ratios)
  const interval = medianInterval(ratios)
  if (interval === null) {
    return { ratio, interval, kind: 'undecided', isLoss: false, isSettled: false }
  }
  const [low, high] = interval
  const kind = low > 1 ? 'slower' : high < 1 ? 'faster' : 'undecided'
  const isLoss = kind === 'slower' && ratio > 1 + LIMIT
  return { ratio, interval, kind, isLoss, isSettled: low > 1 + LIMIT || high < 1 + LIMIT }
}

/**
 * The k-th smallest and k-th largest value with the largest k for which the median of the distribution
 * lies between them with the chance wanted: both tails are Σ_{j<k} C(n, j) 2⁻ⁿ whatever the distribution
 * (the sign test turned round). null where even k = 1 is too little.
 */
export function medianInterval(values: readonly number[]): readonly [number, number] | null {
  const n = values.length
  const sorted = [...values].sort((a, b) => a - b)
  let rank = 0
  let term = 2 ** -n
  let tail = term
  while (2 * tail <= 1 - CONFIDENCE) {
    rank++
    term *= (n - rank + 1) / rank
    tail += term
  }
  return rank === 0 ? null : [sorted[rank - 1]!, sorted[n - rank]!]
}
