import { entropyEstimate } from '../statistics/entropy-estimate.ts'

/**
 * Entropy of the hydrogen-bond states of water, in R per water: the Shannon entropy −Σ p ln p of the
 * numbers of arms bonded and bonds accepted, from the histogram `hydrogenBondState`, with Miller and
 * Madow's correction for finite samples, + (states met − 1)/(2 waters). 0 in a perfect crystal, ln 15
 * at most for water of two arms and four acceptors; null where no water was seen.
 *
 * It treats molecules as independent, so that it is an upper bound to the entropy of these states in the
 * liquid, and no part of the thermodynamic entropy by itself. `waters` is how many independent molecules
 * the histogram is worth: its sum unless told; of a correlated chain give effective samples × waters.
 */
export function hydrogenBondEntropy(histogram: ArrayLike<number>, waters?: number): number | null {
  return entropyEstimate(histogram, waters)
}
