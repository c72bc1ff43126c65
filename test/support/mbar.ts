import { exp } from '../../src/numeric/exp.ts'
import { log } from '../../src/numeric/log.ts'

/** Free energies move less than this between two iterations at the end. */
const TOLERANCE = 1e-10
const MOST_ITERATIONS = 100_000

/**
 * Multistate Bennett acceptance ratio (Shirts & Chodera, J. Chem. Phys. 129, 124105 (2008)): the reduced
 * free energies f_k = −ln Z_k of several states, f_0 = 0, from samples of all of them,
 * f_k = −ln Σ_n e^(−u_k(x_n)) / Σ_j N_j e^(f_j − u_j(x_n)), iterated to self-consistency. With two states it
 * is Bennett's method.
 * @param energies [state][sample] → reduced energy of every sample, whichever state it is from, in each state
 * @param samples number of samples from each state; they are taken to be independent
 * @throws RangeError where states and samples do not fit, or the states do not overlap
 */
export function mbar(energies: readonly Float64Array[], samples: readonly number[]): Float64Array {
  const total = samples.reduce((sum, n) => sum + n, 0)
  if (samples.length !== energies.length || energies.some((row) => row.length !== total)) {
    throw new RangeError('every state needs the energies of all samples')
  }
  const free = new Float64Array(energies.length)
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const mixture = logMixture(energies, samples, free)
    const next = energies.map((row) => -logSum(row.map((u, n) => -u - mixture[n]!)))
    let change = 0
    for (const [k, value] of next.entries()) {
      change = Math.max(change, Math.abs(value - next[0]! - free[k]!))
      free[k] = value - next[0]!
    }
    if (change < TOLERANCE) return free
  }
  throw new RangeError(
    'the states have too little in common for their free energies to be compared',
  )
}

/** Mean in state `k` of a quantity known for every sample, with the free energies of `mbar`. */
export function mbarMean(
  energies: readonly Float64Array[],
  samples: readonly number[],
  free: Float64Array,
  k: number,
  quantity: ArrayLike<number>,
): number {
  const mixture = logMixture(energies, samples, free)
  const weights = energies[k]!.map((u, n) => free[k]! - u - mixture[n]!)
  const norm = logSum(weights)
  return weights.reduce((sum, weight, n) => sum + exp(weight - norm) * quantity[n]!, 0)
}

/** [sample] → ln Σ_j N_j e^(f_j − u_j) */
function logMixture(
  energies: readonly Float64Array[],
  samples: readonly number[],
  free: Float64Array,
): Float64Array {
  const terms = new Float64Array(energies.length)
  return energies[0]!.map((_, n) => {
    for (const [j, row] of energies.entries()) {
      terms[j] = samples[j] === 0 ? -Infinity : log(samples[j]!) + free[j]! - row[n]!
    }
    return logSum(terms)
  })
}

/** ln Σ e^x */
export function logSum(exponents: Float64Array): number {
  const largest = exponents.reduce((most, x) => Math.max(most, x), -Infinity)
  if (largest === -Infinity) return largest
  return largest + log(exponents.reduce((sum, x) => sum + exp(x - largest), 0))
}
