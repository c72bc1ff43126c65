import { log } from '../numeric/log.ts'
import { compensatedSum } from './compensated-sum.ts'

export interface EntropyEstimate {
  /** Miller and Madow's estimate in nats: plugIn + (occupied - 1) / (2 samples) */
  readonly value: number
  /** -sum p ln p over the frequencies, in nats; biased downwards */
  readonly plugIn: number
  /** sqrt((sum p ln^2 p - plugIn^2) / samples): 0 for a flat histogram, to first order */
  readonly standardError: number
  /** how many bins were hit */
  readonly occupied: number
}

/**
 * Shannon entropy (nats) of the distribution behind a histogram, with the first correction for its
 * bias (Miller 1955). `samples` is how many independent samples the counts are worth: their sum
 * unless told, n / (2 tauInt) for a correlated chain. null for an empty histogram.
 */
export function entropyEstimate(
  counts: ArrayLike<number>,
  samples = compensatedSum(counts),
): EntropyEstimate | null {
  const total = compensatedSum(counts)
  if (!(total > 0 && samples > 0)) return null
  const shares = Float64Array.from(counts, (count) => count / total).filter((share) => share > 0)
  const plugIn = 0 - compensatedSum(shares.map((share) => share * log(share)))
  const secondMoment = compensatedSum(shares.map((share) => share * log(share) * log(share)))
  return {
    value: plugIn + (shares.length - 1) / (2 * samples),
    plugIn,
    standardError: Math.sqrt(Math.max(0, secondMoment - plugIn * plugIn) / samples),
    occupied: shares.length,
  }
}
