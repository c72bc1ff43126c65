import type { Chain, MoveCount } from '../chain/chain.ts'
import type { MoveName } from '../moves/move.ts'
import type { PhiloxSnapshot } from '../numeric/philox.ts'
import type { ReplicaRecord, TrajectoryCount } from './replica-record.ts'

/**
 * All that a replica is made of between two sweeps, beside its task; plain data that can be posted and
 * kept. Energies and counts are missing on purpose: a restored configuration is counted from scratch.
 */
export interface ReplicaSnapshot {
  readonly replica: number
  /** Sweeps done of both phases. */
  readonly done: number
  /** [site] → state */
  readonly state: Uint8Array
  /** Of the stream that the chain draws from; null once the replica is done. */
  readonly random: PhiloxSnapshot | null
  readonly moves: Readonly<Partial<Record<MoveName, MoveCount>>>
  /** What moves remember from attempt to attempt, such as the order of a list of solutes. */
  readonly memories: readonly Int32Array[]
  /** Of the samples taken so far, as in the record. */
  readonly series: Float64Array
  /** Stretches of all distributions, one distribution after the other. */
  readonly blocks: readonly Float64Array[]
  readonly drift: string | null
  /** As in the record. */
  readonly fence?: Readonly<TrajectoryCount>
}

/** A snapshot that does not fit the task it is to go on with. */
export class SnapshotMismatch extends Error {
  constructor(what: string) {
    super(`the snapshot does not fit its scenario: ${what}`)
    this.name = 'SnapshotMismatch'
  }
}

/** The snapshot of a replica that is done, from which nothing but its record can be made again. */
export function finalSnapshot(record: ReplicaRecord, done: number): ReplicaSnapshot {
  const { replica, finalState, moves, series, distributions, drift, fence } = record
  const blocks = distributions.flatMap((distribution) => distribution.blocks)
  return {
    replica,
    done,
    state: finalState,
    random: null,
    moves,
    memories: [],
    series,
    blocks,
    drift,
    ...(fence === undefined ? {} : { fence }),
  }
}

/** Copies of what the moves of a chain remember, each memory once. */
export function copyMemories(chain: Chain): Int32Array[] {
  return memoriesOf(chain).map((memory) => memory.slice())
}

/**
 * Writes memories back into a chain that was made anew for the same configuration.
 * @throws SnapshotMismatch unless each holds the numbers of the new one, in whatever order
 */
export function restoreMemories(chain: Chain, saved: readonly Int32Array[]): void {
  const memories = memoriesOf(chain)
  if (memories.length !== saved.length) throw new SnapshotMismatch('the memories of its moves')
  for (const [index, memory] of memories.entries()) {
    const sorted = saved[index]!.toSorted()
    const isOrder = memory.toSorted().every((value, at) => value === sorted[at])
    if (!isOrder || sorted.length !== memory.length) throw new SnapshotMismatch('a list of solutes')
    memory.set(saved[index]!)
  }
}

function memoriesOf({ schedule }: Chain): Int32Array[] {
  return [...new Set(schedule.flatMap(({ move }) => move.memory ?? []))]
}

/** Writes the attempts made so far back into a chain. */
export function restoreCounts(chain: Chain, saved: ReplicaSnapshot['moves']): void {
  for (const [name, count] of Object.entries(chain.counts)) {
    const { attempts, accepted } = saved[name as MoveName] ?? { attempts: 0, accepted: 0 }
    count.attempts = attempts
    count.accepted = accepted
  }
}
