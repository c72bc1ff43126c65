import { log } from '../numeric/log.ts'
import { compensatedSum } from './series.ts'

/**
 * Shannon entropy (nats) of the distribution behind a histogram, with the first correction for its
 * bias (Miller and Madow; Miller 1955): -sum p ln p over the frequencies + (bins that were hit - 1) / (2 samples).
 * `samples` is how many independent samples the counts are worth: by default their sum, n / (2 tauInt) for a
 * correlated chain. null for an empty histogram.
 */
export function entropyEstimate(
  counts: ArrayLike<number>,
  samples = compensatedSum(counts),
): number | null {
  const total = compensatedSum(counts)
  if (!(total > 0 && samples > 0)) return null
  const shares = Float64Array.from(counts, (count) => count / total).filter((share) => share > 0)
  const plugIn = 0 - compensatedSum(shares.map((share) => share * log(share)))
  return plugIn + (shares.length - 1) / (2 * samples)
}
