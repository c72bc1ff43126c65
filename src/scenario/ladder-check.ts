import { type Finding, finding } from '../document/finding.ts'
import { LIMITS } from '../document/limits.ts'
import type { LadderRange } from './ladder-schema.ts'
import type { Scenario } from './scenario.ts'

/** The rungs of a ladder that passes through these temperatures, ascending; null where that cannot be told. */
export type RungsOf = (scenario: Scenario, fixed: readonly number[]) => readonly number[] | null

/** K: what two ways to write one temperature may differ by. */
const SAME = 1e-6

/** The ladder with the scenario's temperature exactly as that is, however its rungs were written. */
function withOwnTemperature(ladder: readonly number[], temperature: number): number[] {
  return ladder.map((rung) => (Math.abs(rung - temperature) < SAME ? temperature : rung))
}

/** The ladder as a list, its rungs found where only its ends are given. */
export function ladderOf(
  given: readonly number[] | LadderRange,
  scenario: Scenario,
  rungsOf: RungsOf,
): readonly number[] {
  const { temperature } = scenario
  if (!isRange(given)) return withOwnTemperature(given, temperature)
  const ends = withOwnTemperature([given.from, given.to], temperature)
  const isBetween = ends[0]! < temperature && temperature < ends[1]!
  const fixed = isBetween ? [ends[0]!, temperature, ends[1]!] : ends
  // Without the temperature of the scenario it is refused, whatever its rungs are.
  if (!fixed.includes(temperature)) return fixed
  return rungsOf(scenario, fixed) ?? fixed
}

function isRange(given: readonly number[] | LadderRange): given is LadderRange {
  return 'from' in given
}

export function checkLadder({ temperature, sampling }: Scenario): Finding[] {
  const { ladder } = sampling
  if (ladder !== undefined && ladder.length > LIMITS.rungs.most) {
    const message = `${ladder.length} temperatures are needed, more than the ${LIMITS.rungs.most} of the largest ladder`
    return [finding(['sampling', 'ladder'], message, 'take a smaller box or a shorter ladder')]
  }
  if (ladder === undefined || ladder.includes(temperature)) return []
  const message = `the scenario's temperature, ${temperature} K, is none of its rungs`
  const rungs = ladder.map((rung) => Number(rung.toFixed(2))).join(', ')
  return [finding(['sampling', 'ladder'], message, `set temperature to one of ${rungs} K`)]
}
