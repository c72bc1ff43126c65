import { entropyEstimate } from '../statistics/entropy-estimate.ts'

/**
 * Solvation-structure entropy of a cation, in R: the Shannon entropy −Σ p ln p of its first-shell
 * compositions, from the histogram `shell:<cation>`, with Miller and Madow's correction for finite
 * samples, + (compositions met − 1)/(2 shells). 0 where all shells are alike; null where none was seen.
 *
 * `shells` is how many independent shells the histogram is worth: its sum unless told; of a correlated
 * chain give effective samples × ions. The correction counts compositions that were met, and so stays
 * too small where many rare ones were missed.
 */
export function solvationEntropy(histogram: ArrayLike<number>, shells?: number): number | null {
  return entropyEstimate(histogram, shells)
}
