import { integratedTime } from './autocorrelation.ts'

/**
 * How many of `stretches` equal stretches of a series to leave out as not yet at equilibrium: the number
 * that leaves the most independent samples, (n − n₀)/2τ(n₀), at most half of them (Chodera, J. Chem. Theory
 * Comput. 12, 1799 (2016)). A drift at the start makes the whole series look slow, so that leaving it
 * out gains more than it costs. 0 for a constant series.
 */
export function transientStretches(series: Float64Array, stretches: number): number {
  let best = 0
  let most = 0
  for (let k = 0; k <= stretches / 2; k++) {
    const rest = series.subarray(Math.ceil((k * series.length) / stretches))
    const time = integratedTime(rest)
    const independent = time === null ? 0 : rest.length / (2 * time.tauInt)
    // Fluctuations of the estimate are no reason to throw data away: a later start must gain a tenth.
    if (independent > 1.1 * most) {
      best = k
      most = independent
    }
  }
  return best
}
