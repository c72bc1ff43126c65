import type { MoveName } from '../moves/move.ts'
import type { LogRow } from './replica-log.ts'

/** What a replica spends its time on. */
export type Work = MoveName | 'observables' | 'recounts'

/** What may be listened to while a replica runs; nothing of it changes what the replica does. */
export interface ReplicaHooks {
  /** A piece of work is done, into which all time since the call before went. */
  readonly onWork?: ((work: Work) => void) | undefined
  /** A block of equilibration or production is over. */
  readonly onRow?: ((row: LogRow) => void) | undefined
}
