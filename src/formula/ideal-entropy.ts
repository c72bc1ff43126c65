import { log } from '../numeric/log.ts'

export const CLASSES = ['high', 'medium', 'low'] as const
export type EntropyClass = (typeof CLASSES)[number]

const HIGH_ABOVE = 1.5
const MEDIUM_FROM = 1

/**
 * Ideal configurational entropy −Σ x ln x of one sublattice or mixture, in units of R per mole of its
 * particles, from amounts in any common unit (equations 1 and 2 of the review that defines the classes).
 * @throws RangeError for a negative or infinite amount, or where there is nothing at all
 */
export function configurationalEntropyIdeal(amounts: readonly number[]): number {
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  if (!(total > 0 && total < Infinity) || amounts.some((amount) => !(amount >= 0))) {
    throw new RangeError(`no amounts of a mixture: ${amounts.join(', ')}`)
  }
  return amounts.reduce((sum, amount) => {
    const share = amount / total
    return share === 0 ? sum : sum - share * log(share)
  }, 0)
}

/** High above 1.5 R, medium from 1 R to 1.5 R, low below. */
export function entropyClass(entropyInR: number): EntropyClass {
  if (entropyInR > HIGH_ABOVE) return 'high'
  return entropyInR >= MEDIUM_FROM ? 'medium' : 'low'
}
