import type { MoveCount } from '../chain/markov-chain.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import { presentIn } from '../scenario/contents.ts'
import { notMeasured } from '../scenario/observable-groups.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { branchRecord, branchWarnings } from './branch-record.ts'
import { digestOf } from './digest.ts'
import { type Contents, evaluate } from './evaluate.ts'
import { frozen } from './frozen.ts'
import { precisionNotReached, precisionSteps, producedSweeps } from './precision.ts'
import type {
  CustomRecord,
  LadderExchange,
  LadderResult,
  LadderRung,
  Moves,
  Observables,
  Provenance,
  ResultRecord,
  SystemRecord,
  Timing,
} from './record.ts'
import { withoutTransients } from './transient.ts'
import { verdicts } from './verdicts.ts'
import type { Warning } from './warning.ts'

/** Everything that a record is made of. */
export interface Ran {
  readonly scenario: Scenario
  readonly system: SystemRecord
  /** Warnings from before the run. */
  readonly warnings: readonly Warning[]
  /** In replica order. */
  readonly replicas: readonly ReplicaRecord[]
  /** What methods have found with runs of their own, and the replicas of those. */
  readonly found: {
    readonly observables: Observables
    readonly warnings: readonly Warning[]
    readonly replicas: readonly ReplicaRecord[]
  }
  /** What was added to the program; absent where that is nothing. */
  readonly custom?: CustomRecord | undefined
  readonly timing: Timing
  readonly provenance: Provenance
}

/** The record of a run; its state is `failed` if the running energies of any replica drifted. */
export function assembleRecord({ scenario, system, replicas, found, ...ran }: Ran): ResultRecord {
  const settled = withoutTransients(replicas, scenario.sampling)
  const production = producedSweeps(replicas, scenario)
  const done = { ...scenario, sampling: { ...scenario.sampling, production } }
  const { observables, warnings } = evaluate(settled.replicas, done, system)
  const precision = precisionSteps(replicas, scenario)
  const drifted = [...replicas, ...found.replicas].flatMap(energyDrift)
  const ladder = ladderResult(replicas, done, system)
  const present = presentIn(scenario.forceField, system.counts)
  const leftOut = notMeasured(scenario.observables, present)
  const branch = branchRecord(replicas, scenario, system.counts)
  const record = {
    format: 'entrolyte-result',
    version: 1,
    state: drifted.length > 0 ? 'failed' : 'completed',
    scenario,
    provenance: ran.provenance,
    system,
    branch,
    moves: addMoves(replicas),
    discardedSweeps: settled.discardedSweeps,
    ...(precision === null ? {} : { precision }),
    observables: { ...observables, ...found.observables },
    ...(leftOut.length === 0 ? {} : { notMeasured: leftOut }),
    ...(ladder === null ? {} : { ladder }),
    warnings: [
      ...drifted,
      ...frozen(replicas, scenario, system.counts),
      ...branchWarnings(branch),
      ...ladderWarnings(ladder),
      ...ran.warnings,
      ...precisionNotReached(precision, scenario),
      ...warnings,
      ...found.warnings,
      ...verdicts(found.observables, scenario.sampling),
    ],
    ...(ran.custom === undefined ? {} : { custom: ran.custom }),
    timing: ran.timing,
  } as const
  return { ...record, digest: digestOf(record) }
}

function energyDrift({ replica, drift }: ReplicaRecord): Warning[] {
  if (drift === null) return []
  const message =
    `the running ${drift} of replica ${replica + 1} differ from a recount of its configuration: ` +
    'this is a bug of the program, and the numbers of this run must not be used'
  return [{ code: 'energy-drift', message }]
}

function addMoves(replicas: readonly ReplicaRecord[]): Moves {
  const total: Record<string, MoveCount> = {}
  for (const { moves } of replicas) {
    for (const [name, { attempts, accepted }] of Object.entries(moves)) {
      const before = total[name] ?? { attempts: 0, accepted: 0 }
      total[name] = {
        attempts: before.attempts + attempts,
        accepted: before.accepted + accepted,
      }
    }
  }
  return total
}

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
