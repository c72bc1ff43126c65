import type { MoveCount } from '../chain/chain.ts'
import { branchRecord, branchWarnings } from '../evaluate/branch-record.ts'
import { digestOf } from '../evaluate/digest.ts'
import { evaluate } from '../evaluate/evaluate.ts'
import { frozen } from '../evaluate/frozen.ts'
import { ladderResult, ladderWarnings } from '../evaluate/ladder-record.ts'
import { precisionNotReached, precisionSteps, producedSweeps } from '../evaluate/precision.ts'
import type { Moves, Provenance, ResultRecord, SystemRecord, Timing } from '../evaluate/record.ts'
import { withoutTransients } from '../evaluate/transient.ts'
import { verdicts } from '../evaluate/verdicts.ts'
import type { Warning } from '../evaluate/warning.ts'
import { extraObservables } from '../methods/extra-observables.ts'
import type { ExtraResult } from '../methods/extra-results.ts'
import type { MoveName } from '../moves/move.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Scenario } from '../scenario/scenario.ts'

export interface Run {
  readonly scenario: Scenario
  readonly system: SystemRecord
  /** What was already to be said before the run. */
  readonly warnings: readonly Warning[]
  /** In replica order. */
  readonly replicas: readonly ReplicaRecord[]
  /** Of the extra runs, in the order of `extraRunsOf`. */
  readonly extras?: readonly ExtraResult[]
  readonly timing: Timing
  readonly provenance: Provenance
}

/** The record of a run; its state is `failed` if the running energies of any replica drifted. */
export function assembleRecord({ scenario, system, replicas, ...run }: Run): ResultRecord {
  const settled = withoutTransients(replicas, scenario.sampling)
  const production = producedSweeps(replicas, scenario)
  const done = { ...scenario, sampling: { ...scenario.sampling, production } }
  const { observables, warnings } = evaluate(settled.replicas, done, system)
  const precision = precisionSteps(replicas, scenario)
  const extras = run.extras ?? []
  const extra = extraObservables({
    ...{ scenario, counts: system.counts, records: settled.replicas, extras },
  })
  const drifted = [...replicas, ...extras.map(({ record }) => record)].flatMap(energyDrift)
  const ladder = ladderResult(replicas, done, system)
  const branch = branchRecord(replicas, scenario, system.counts)
  const record = {
    format: 'entrolyte-result',
    version: 1,
    state: drifted.length > 0 ? 'failed' : 'completed',
    scenario,
    provenance: run.provenance,
    system,
    branch,
    moves: addMoves(replicas),
    discardedSweeps: settled.discardedSweeps,
    ...(precision === null ? {} : { precision }),
    observables: { ...observables, ...extra.observables },
    ...(ladder === null ? {} : { ladder }),
    warnings: [
      ...drifted,
      ...frozen(replicas, scenario, system.counts),
      ...branchWarnings(branch),
      ...ladderWarnings(ladder),
      ...run.warnings,
      ...precisionNotReached(precision, scenario),
      ...warnings,
      ...extra.warnings,
      ...verdicts(extra.observables, scenario.sampling),
    ],
    timing: run.timing,
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
  const total: Partial<Record<MoveName, MoveCount>> = {}
  for (const { moves } of replicas) {
    for (const [name, { attempts, accepted }] of Object.entries(moves)) {
      const before = total[name as MoveName] ?? { attempts: 0, accepted: 0 }
      total[name as MoveName] = {
        attempts: before.attempts + attempts,
        accepted: before.accepted + accepted,
      }
    }
  }
  return total
}
