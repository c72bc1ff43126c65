import type { ReplicaTask } from '../../../src/run/replica-task.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import { SHIPPED, scenarioOf } from '../scenario/shipped.ts'

/** Parsed once: this takes longer than the whole replica. */
const shipped = scenarioOf(SHIPPED.get('zncl2-2m')!, [
  { path: 'lattice.cells', value: '4' },
  {
    path: 'sampling',
    value: '{ equilibration: 30, production: 50, measureEvery: 4, replicas: 3 }',
  },
])
const scenario = { ...shipped, forceField: SMALL_FORCE_FIELD }

/** A replica of a small salt solution that is done in a moment, with every kind of move. */
export function tinyTask(change: Partial<ReplicaTask> = {}): ReplicaTask {
  return { scenario, counts: { 'Zn2+': 3, 'Cl-': 6, H2O: 60 }, replica: 0, ...change }
}
