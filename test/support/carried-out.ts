import { type Plan, RunResult } from '../../src/methods/method.ts'
import type { CustomObserver } from '../../src/observe/custom-observer.ts'
import { replicaOf } from '../../src/run/ladder.ts'
import type { ReplicaRecord } from '../../src/run/replica-record.ts'
import type { ReplicaTask, Run } from '../../src/run/replica-task.ts'

/** What a plan comes to, its runs made in this thread, one after the other. */
export function carriedOut<Result>(
  plan: Plan<Result>,
  execute: (run: Run) => RunResult = resultOf,
): Result {
  let step = plan.next()
  while (!step.done) step = plan.next(step.value.map((run) => execute(run)))
  return step.value
}

/** What a run comes to, made in this thread. */
export function resultOf(run: Run, observers: readonly CustomObserver[] = []): RunResult {
  const { replicas } = run.scenario.sampling
  const records = Array.from({ length: replicas }, (_, replica) => {
    return recordOf({ ...run, replica }, observers)
  })
  return new RunResult(run, records)
}

function recordOf(task: ReplicaTask, observers: readonly CustomObserver[]): ReplicaRecord {
  const replica = replicaOf(task, { custom: { observers, moves: [] } })
  while (!replica.isDone) replica.sweep()
  return replica.record()
}
