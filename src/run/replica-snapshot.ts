import type { MarkovChain, MoveCount } from '../chain/chain.ts'
import type { MoveName } from '../moves/move.ts'
import type { WordsSnapshot } from '../numeric/random-words.ts'
import type { LadderState } from './ladder-state.ts'
import type { LadderRecord, ReplicaRecord, TrajectoryCount } from './replica-record.ts'

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
  readonly random: WordsSnapshot | null
  readonly moves: Readonly<Partial<Record<MoveName, MoveCount>>>
  /** What moves remember from attempt to attempt, such as the order of a list of solutes. */
  readonly memories: readonly Int32Array[]
  /** Of the samples taken so far, as in the record. */
  readonly series: Float64Array
  /** Those of all distributions, one distribution after the other. */
  readonly blocks: readonly Float64Array[]
  readonly drift: string | null
  /** As in the record. */
  readonly fence?: Readonly<TrajectoryCount>
  /** Where the replica is one on a ladder: this is the scenario's own rung, and these are the rest. */
  readonly ladder?: LadderSnapshot
}

/** What a snapshot of a ladder holds beside that of the scenario's own rung. */
export interface LadderSnapshot {
  readonly state: LadderState
  /** Of the stream that decides on exchanges; null once the ladder is done. */
  readonly random: WordsSnapshot | null
  /** All rungs but the scenario's own, ascending. */
  readonly others: readonly ReplicaSnapshot[]
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
  const { replica, finalState, moves, series, distributions, drift, fence, ladder } = record
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
    ...(ladder === undefined ? {} : { ladder: finalLadder(ladder, done) }),
  }
}

function finalLadder({ state, others }: LadderRecord, done: number): LadderSnapshot {
  return { state, random: null, others: others.map((record) => finalSnapshot(record, done)) }
}

/** Copies of what the moves of a chain remember, each memory once. */
export function copyMemories(chain: MarkovChain): Int32Array[] {
  return chain.memories.map((memory) => memory.slice())
}

/**
 * Writes memories back into a chain that was made anew for the same configuration.
 * @throws SnapshotMismatch unless each holds the numbers of the new one, in whatever order
 */
export function restoreMemories(chain: MarkovChain, saved: readonly Int32Array[]): void {
  const { memories } = chain
  if (memories.length !== saved.length) throw new SnapshotMismatch('the memories of its moves')
  for (const [index, memory] of memories.entries()) {
    const sorted = saved[index]!.toSorted()
    const isOrder = memory.toSorted().every((value, at) => value === sorted[at])
    if (!isOrder || sorted.length !== memory.length) throw new SnapshotMismatch('a list of solutes')
    memory.set(saved[index]!)
  }
}

/** The same where the chain's configuration has been replaced, so that there is nothing to compare with. */
export function putMemories(chain: MarkovChain, saved: readonly Int32Array[]): void {
  for (const [index, memory] of chain.memories.entries()) memory.set(saved[index]!)
}

/** Writes the attempts made so far back into a chain. */
export function restoreCounts(chain: MarkovChain, saved: ReplicaSnapshot['moves']): void {
  for (const [name, count] of Object.entries(chain.counts)) {
    const { attempts, accepted } = saved[name as MoveName] ?? { attempts: 0, accepted: 0 }
    count.attempts = attempts
    count.accepted = accepted
  }
}
