import type { CustomMove } from '../moves/custom-move.ts'
import type { CustomObserver } from '../observe/custom-observer.ts'

/** What a user adds to the replicas of a scenario: functions, which stay in the thread that they were defined in. */
export interface Custom {
  readonly observers: readonly CustomObserver[]
  readonly moves: readonly CustomMove[]
}
