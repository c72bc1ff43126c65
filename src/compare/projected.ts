import type { Reading } from './reading.ts'
import type { Ruling } from './ruling.ts'
import type { Statement } from './statement.ts'

/**
 * Seconds that the runs of a statement would take until its most doubtful comparison is
 * decided, if its values do not change: errors fall with the square root of the time. Null where all
 * is decided, where times are not known, or where two values are equal.
 */
export function projectSeconds({ sigmas: needed }: Statement, ruling: Ruling): number | null {
  const { verdict, readings, comparisons } = ruling
  if (verdict !== 'undecided' || readings.some(({ seconds }) => seconds === null)) return null
  const spent = sumOverRuns(readings, ({ seconds }) => seconds ?? 0)
  const factors = comparisons.map(({ sigmas }) => {
    const short = needed / Math.abs(sigmas ?? Number.POSITIVE_INFINITY)
    return Math.max(1, short * short)
  })
  const factor = Math.max(...factors)
  return factors.length > 0 && Number.isFinite(factor) ? spent * factor : null
}

/**
 * Seconds that the runs of a statement would take at least until all of them have come to equilibrium. Null where
 * there is another obstacle, or times are not known.
 */
export function projectSettling({ readings }: Ruling): number | null {
  const timeOf = ({ obstacle, seconds, secondsToSettle }: Reading) =>
    obstacle === null ? seconds : secondsToSettle
  if (readings.some((reading) => timeOf(reading) === null)) return null
  return sumOverRuns(readings, (reading) => timeOf(reading) ?? 0)
}

/** Temperatures of one ladder are one run, which takes as long as the slowest of them needs. */
function sumOverRuns(readings: readonly Reading[], time: (reading: Reading) => number): number {
  const longest = new Map<string | null, number>()
  for (const reading of readings) {
    longest.set(reading.place, Math.max(longest.get(reading.place) ?? 0, time(reading)))
  }
  return [...longest.values()].reduce((sum, seconds) => sum + seconds, 0)
}
