import { type Finding, finding } from '../document/finding.ts'
import { isRange, type LadderRange, type ParsedScenario } from './scenario.ts'

/** K: what two ways to write one temperature may differ by. */
const SAME = 1e-6

/** The ladder with the scenario's temperature exactly as that is, however its temperatures were written. */
export function withOwnTemperature(
  ladder: readonly number[] | LadderRange,
  temperature: number,
): readonly number[] | LadderRange {
  const own = (rung: number) => (Math.abs(rung - temperature) < SAME ? temperature : rung)
  return isRange(ladder) ? { from: own(ladder.from), to: own(ladder.to) } : ladder.map(own)
}

/** The temperatures that a ladder between two ends has in any case, ascending. */
export function fixedRungs({ from, to }: LadderRange, temperature: number): readonly number[] {
  return from < temperature && temperature < to ? [from, temperature, to] : [from, to]
}

/** The temperature of a scenario must be one of its ladder. */
export function checkLadder({ temperature, sampling: { ladder } }: ParsedScenario): Finding[] {
  if (ladder === undefined) return []
  const known = isRange(ladder) ? fixedRungs(ladder, temperature) : ladder
  if (known.includes(temperature)) return []
  const message = `the scenario's temperature, ${temperature} K, is none of its rungs`
  const rungs = known.map((rung) => Number(rung.toFixed(2))).join(', ')
  return [finding(['sampling', 'ladder'], message, `set temperature to one of ${rungs} K`)]
}
