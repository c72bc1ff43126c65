import { type Finding, finding } from '../document/finding.ts'
import { LIMITS } from '../document/limits.ts'
import { nearestWord } from '../errors/nearest-word.ts'
import { quoted } from '../errors/printable.ts'
import type { Sampling, Until } from './scenario.ts'

/** What is wrong with the longest that a run to a precision may take. */
export function checkLongest(
  { maxSweeps }: Until,
  { production, measureEvery }: Pick<Sampling, 'production' | 'measureEvery'>,
): Finding[] {
  const found: Finding[] = []
  if (maxSweeps < production) {
    const message = `is less than the production of ${production} sweeps, which is done in any case`
    found.push(finding(['until', 'maxSweeps'], message))
  }
  if (maxSweeps / measureEvery > LIMITS.measurements) {
    const message = `more than ${LIMITS.measurements} measurements would be kept`
    found.push(finding(['until', 'maxSweeps'], message, 'raise sampling.measureEvery'))
  }
  return found
}

/** The observable whose precision is asked for must be among those that are measured. */
export function checkMeasured({ observable }: Until, measured: readonly string[]): Finding[] {
  if (measured.includes(observable)) return []
  const near = nearestWord(observable, measured)
  const hint = near === null ? `measured here: ${measured.join(', ')}` : `did you mean ${near}?`
  const message = `${quoted(observable)} is nothing that this scenario measures sweep by sweep`
  return [finding(['until', 'observable'], message, hint)]
}
