import type { MoveCount } from '../chain/markov-chain.ts'
import type { Column, Distribution } from '../observe/observer.ts'
import type { Start } from '../scenario/sampling-schema.ts'
import type { LadderState } from './ladder-state.ts'

/** Trajectories of production of a constrained ensemble, and those rejected because they left the branch. */
export interface TrajectoryCount {
  trajectories: number
  rejected: number
}

/** Results of a ladder, except those of the scenario's own rung. */
export interface LadderRecord {
  readonly state: LadderState
  /** All rungs but the scenario's own, ascending. */
  readonly others: readonly ReplicaRecord[]
}

/** The results of one replica; plain data that can be posted between threads. */
export interface ReplicaRecord {
  readonly replica: number
  readonly start: Start
  readonly columns: readonly Column[]
  /** [sample × columns + column], one sample every `measureEvery` sweeps of production. */
  readonly series: Float64Array
  readonly distributions: readonly Distribution[]
  /** Blocks of production; `BLOCKS` where absent. */
  readonly blocks?: number
  readonly moves: Readonly<Record<string, MoveCount>>
  /** Absent at equilibrium. */
  readonly fence?: Readonly<TrajectoryCount>
  /** Where this is one rung of several. */
  readonly ladder?: LadderRecord
  /** What differed from a recount; anything but null is a bug. */
  readonly drift: string | null
  /** [site] → state at the end */
  readonly finalState: Uint8Array
}

/** Reported from time to time while a replica runs. */
export interface ReplicaProgress {
  readonly replica: number
  readonly phase: 'equilibration' | 'production'
  /** Sweeps done, of both phases. */
  readonly done: number
  readonly total: number
}
