import { type Finding, finding } from './finding.ts'
import type { Scenario } from './scenario.ts'

/** K: what two ways to write one temperature may differ by. */
const SAME = 1e-6

/** The ladder with the scenario's temperature exactly as that is, however its rungs were written. */
export function withOwnTemperature(ladder: readonly number[], temperature: number): number[] {
  return ladder.map((rung) => (Math.abs(rung - temperature) < SAME ? temperature : rung))
}

export function checkLadder({ temperature, sampling }: Scenario): Finding[] {
  const { ladder } = sampling
  if (ladder === undefined || ladder.includes(temperature)) return []
  const message = `the scenario's temperature, ${temperature} K, is none of its rungs`
  const rungs = ladder.map((rung) => Number(rung.toFixed(2))).join(', ')
  return [finding(['sampling', 'ladder'], message, `set temperature to one of ${rungs} K`)]
}
