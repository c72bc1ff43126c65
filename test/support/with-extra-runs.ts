import type { Subject } from '../../src/methods/method.ts'
import { methodsOf, planOf } from '../../src/methods/registry.ts'
import type { CustomObserver } from '../../src/observe/custom-observer.ts'
import type { Scenario } from '../../src/scenario/scenario.ts'
import { carriedOut, resultOf } from './carried-out.ts'

/**
 * The observables of a scenario that cost runs of their own, all runs one after the other in this thread.
 * @param observers measured in its own replicas, too
 */
export function withExtraRuns(
  scenario: Scenario,
  counts: Subject['counts'],
  observers: readonly CustomObserver[] = [],
) {
  const subject = { scenario, counts }
  const own = resultOf(subject, observers)
  const found = methodsOf(subject).map((method) => {
    return carriedOut(planOf(method, subject), (run) => {
      return run.scenario === scenario && run.perturbation === undefined ? own : resultOf(run)
    })
  })
  return {
    observables: Object.assign({}, ...found.map(({ observables }) => observables)),
    warnings: found.flatMap(({ warnings }) => warnings),
    records: own.settled,
  }
}
