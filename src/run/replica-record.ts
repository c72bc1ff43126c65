import type { MoveCount } from '../chain/chain.ts'
import type { MoveName } from '../moves/move.ts'
import type { Column, Distribution } from '../observe/observer.ts'
import type { Start } from '../scenario/starts.ts'
import type { LadderState } from './ladder-state.ts'

/** Of a run that is kept to a branch: what of production was undone because it left the branch. */
export interface TrajectoryCount {
  trajectories: number
  rejected: number
}

/** What a ladder has to tell beside the scenario's own rung. */
export interface LadderRecord {
  readonly state: LadderState
  /** All rungs but the scenario's own, ascending. */
  readonly others: readonly ReplicaRecord[]
}

/** All that one replica has to tell; plain data that can be posted between threads. */
export interface ReplicaRecord {
  readonly replica: number
  readonly start: Start
  readonly columns: readonly Column[]
  /** [sample × columns + column], one sample every `measureEvery` sweeps of production. */
  readonly series: Float64Array
  readonly distributions: readonly Distribution[]
  /** Blocks that production is divided into, where there are not `BLOCKS`. */
  readonly blocks?: number
  readonly moves: Readonly<Partial<Record<MoveName, MoveCount>>>
  /** Absent where the run is not kept to a branch. */
  readonly fence?: Readonly<TrajectoryCount>
  /** Where this is one rung of several. */
  readonly ladder?: LadderRecord
  /** What differed from a recount, had anything; null is the only value a sound program makes. */
  readonly drift: string | null
  /** [site] → state at the end */
  readonly finalState: Uint8Array
}

/** Told now and then while a replica runs. */
export interface ReplicaProgress {
  readonly replica: number
  readonly phase: 'equilibration' | 'production'
  /** Sweeps done of all sweeps of both phases. */
  readonly done: number
  readonly total: number
}
