import { type Finding, finding } from '../document/finding.ts'
import { LIMITS } from '../document/limits.ts'
import { nearestWord } from '../errors/nearest-word.ts'
import { quoted } from '../errors/printable.ts'
import type { Sampling, Until } from './scenario.ts'

/**
 * What keeps a run from going on until a precision.
 * @param names what a run of this scenario measures; null where that is not known
 */
export function checkUntil(
  { observable, maxSweeps }: Until,
  { production, measureEvery }: Sampling,
  names: readonly string[] | null,
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
  if (names !== null && !names.includes(observable)) {
    const near = nearestWord(observable, names)
    const hint = near === null ? `measured here: ${names.join(', ')}` : `did you mean ${near}?`
    const message = `${quoted(observable)} is nothing that this scenario measures sweep by sweep`
    found.push(finding(['until', 'observable'], message, hint))
  }
  return found
}
