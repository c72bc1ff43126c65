import { integratedTime } from './autocorrelation.ts'
import { blocking } from './blocking.ts'
import { meanVariance } from './mean-variance.ts'

/**
 * The integrated autocorrelation time of a series in samples, by whichever of two ways finds it longer:
 * Sokal's window, and the n SE²/(2 variance) that follow from the standard error of blocking. A window
 * closes after some six times what is fast and misses a weak slow part beneath it, such as exchanges of
 * ligands beneath turning waters; blocks are long enough for that where the series is, and for nothing
 * slower than a sixteenth of it. null for a constant series or one of fewer than 4 samples.
 */
export function correlationTime(series: Float64Array): number | null {
  const windowed = integratedTime(series)
  if (windowed === null) return null
  const error = blocking(series)?.standardError ?? 0
  const { variance } = meanVariance(series)
  return Math.max(windowed.tauInt, (series.length * error * error) / (2 * variance!))
}
