import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { branchRecord, branchWarnings } from './branch-record.ts'
import { type Contents, evaluate } from './evaluate.ts'
import { frozen } from './frozen.ts'
import type { LadderExchange, LadderResult, LadderRung } from './record.ts'
import { withoutTransients } from './transient.ts'
import type { Warning } from './warning.ts'

/** Below this share of accepted exchanges configurations hardly pass between two temperatures. */
const SMALLEST_SHARE = 0.1

/** Null where the scenario has no ladder. */
export function ladderResult(
  replicas: readonly ReplicaRecord[],
  scenario: Scenario,
  contents: Contents,
): LadderResult | null {
  const { ladder: temperatures } = scenario.sampling
  if (temperatures === undefined) return null
  const own = temperatures.indexOf(scenario.temperature)
  const rungs = temperatures.map((temperature, rung): LadderRung => {
    const records = replicas.map((record) => {
      return rung === own ? record : record.ladder!.others[rung < own ? rung : rung - 1]!
    })
    const { replicas: settled, discardedSweeps } = withoutTransients(records, scenario.sampling)
    const at = { ...scenario, temperature }
    const { observables, warnings } = evaluate(settled, at, contents)
    const branch = branchRecord(records, at, contents.counts)
    const { rejectedShare } = branch
    return {
      temperature,
      ...(rejectedShare === undefined ? {} : { rejectedShare }),
      discardedSweeps,
      observables,
      warnings: [...frozen(records, at, contents.counts), ...branchWarnings(branch), ...warnings],
    }
  })
  const exchanges = temperatures.slice(1).map((above, rung): LadderExchange => {
    const sum = (key: 'attempts' | 'accepted') =>
      replicas.reduce((total, { ladder }) => total + ladder!.state.exchanges[rung]![key], 0)
    const [attempts, accepted] = [sum('attempts'), sum('accepted')]
    const share = attempts === 0 ? null : accepted / attempts
    return { between: [temperatures[rung]!, above], attempts, accepted, share }
  })
  return { rungs, exchanges, roundTrips: replicas.map(({ ladder }) => ladder!.state.roundTrips) }
}

/** A warning if neighbouring temperatures seldom exchange. */
export function ladderWarnings(ladder: LadderResult | null): Warning[] {
  if (ladder === null) return []
  const weak = ladder.exchanges.filter(({ share }) => share !== null && share < SMALLEST_SHARE)
  if (weak.length === 0) return []
  const places = weak.map(({ between: [a, b], share }) => {
    return `${a.toFixed(1)}–${b.toFixed(1)} K (${(100 * share!).toPrecision(2)} %)`
  })
  const message =
    `these temperatures of the ladder seldom exchange: ${places.join(', ')}; 25–40 % is best. Add ` +
    'temperatures between them, or take a smaller box'
  return [{ code: 'ladder-gap', message }]
}
