/** How far a series rises with its variable: Kendall's τ, and how often chance alone does as well. */
export interface Kendall {
  /** (concordant − discordant pairs)/(all pairs), from −1 to 1; tied pairs count as neither. */
  readonly tau: number
  /**
   * Probability that values in random order give a τ as large or larger, from the exact distribution
   * of inversions (Kendall, Biometrika 30, 81 (1938)). Ties make it an upper bound only by neglect: the
   * distribution is that without ties.
   */
  readonly chance: number
}

/**
 * Kendall's τ of values that are given in the order of their variable, smallest first.
 * @throws RangeError for fewer than two values
 */
export function kendall(values: readonly number[]): Kendall {
  const n = values.length
  if (n < 2) throw new RangeError('a series of one value has no order')
  let score = 0
  values.forEach((value, i) => {
    for (const later of values.slice(i + 1)) score += Math.sign(later - value)
  })
  const pairs = (n * (n - 1)) / 2
  // A permutation with k inversions scores pairs − 2k: as large or larger means few inversions.
  const most = Math.floor((pairs - score) / 2)
  const shares = inversionShares(n)
  const chance = shares.slice(0, most + 1).reduce((sum, share) => sum + share, 0)
  return { tau: score / pairs, chance: Math.min(1, chance) }
}

/** Share of the permutations of n things that have 0, 1, 2 … inversions. */
export function inversionShares(n: number): number[] {
  let shares = [1]
  for (let size = 2; size <= n; size++) {
    const next = Array.from({ length: shares.length + size - 1 }, () => 0)
    // The new thing is put before 0 … size − 1 of the others.
    shares.forEach((share, k) => {
      for (let more = 0; more < size; more++) next[k + more]! += share / size
    })
    shares = next
  }
  return shares
}
