import type { Warning } from '../evaluate/warning.ts'
import type { Run } from '../run/replica-task.ts'
import { entropy } from './entropy.ts'
import { type Found, type Method, type Plan, runKey, type Subject } from './method.ts'
import { mixing } from './mixing.ts'
import { osmotic } from './osmotic.ts'
import { pressure } from './pressure.ts'

/** Every method that a scenario can ask for in `observables`, in the order of the record. */
const METHODS: readonly Method[] = [entropy, mixing, osmotic, pressure]

/** The methods that a scenario asks for. */
export function methodsOf({ scenario }: Pick<Subject, 'scenario'>): Method[] {
  return METHODS.filter(({ observables }) =>
    observables.some((name) => scenario.observables.includes(name)),
  )
}

/**
 * The runs of a scenario that are known before any has been done: its own first, then those of its methods, each once.
 */
export function plannedRuns(subject: Subject): Run[] {
  const asked = methodsOf(subject).flatMap((method) => {
    const first = method.plan(subject).next()
    return first.done ? [] : first.value
  })
  const runs = new Map<string, Run>()
  for (const run of [subject, ...asked]) {
    const key = runKey(run)
    if (!runs.has(key)) runs.set(key, run)
  }
  return [...runs.values()]
}

/** The plan of a method, with a warning for each observable without a value. */
export function* planOf(method: Method, subject: Subject): Plan<Found> {
  const { observables, warnings } = yield* method.plan(subject)
  const missing = Object.entries(observables).flatMap(([observable, { value }]): Warning[] => {
    const isTold = warnings.some((warning) => warning.observable === observable)
    if (value !== null || isTold) return []
    const message = `${observable} has no value: a run that it needs has no mean`
    return [{ code: 'undefined-value', observable, message }]
  })
  return { observables, warnings: [...warnings, ...missing] }
}
