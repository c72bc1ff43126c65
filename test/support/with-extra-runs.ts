import { withoutTransients } from '../../src/evaluate/transient.ts'
import { extraObservables } from '../../src/methods/extra-observables.ts'
import { extraRunsOf } from '../../src/methods/extra-runs.ts'
import { runReplica } from '../../src/run/replica.ts'
import type { Scenario } from '../../src/scenario/scenario.ts'

/** The observables of a scenario that cost extra runs, all runs one after the other in this thread. */
export function withExtraRuns(scenario: Scenario, counts: Readonly<Record<string, number>>) {
  const { sampling } = scenario
  const replicas = Array.from({ length: sampling.replicas }, (_, replica) =>
    runReplica({ scenario, counts, replica }),
  )
  const extras = extraRunsOf(scenario, counts).map(({ name, ...run }) => {
    const record = runReplica({ ...run, replica: 0 })
    return { name, record: withoutTransients([record], run.scenario.sampling).replicas[0]! }
  })
  const records = withoutTransients(replicas, sampling).replicas
  return { ...extraObservables({ scenario, counts, records, extras }), records }
}
