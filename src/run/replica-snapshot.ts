import type { MarkovChain, MoveCount } from '../chain/markov-chain.ts'
import type { LatticeModel } from '../model/lattice-model.ts'
import type { WordsSnapshot } from '../numeric/random-words.ts'
import type { LadderState } from './ladder-state.ts'
import { samplingOf, sweepsOf } from './lengths.ts'
import type { LadderRecord, ReplicaRecord, TrajectoryCount } from './replica-record.ts'
import type { ReplicaTask } from './replica-task.ts'

/**
 * The state of a replica between two sweeps, from which it can be continued given its task; plain data that can be
 * posted and stored. Energies and counts are left out: a restored configuration is counted from scratch.
 */
export interface ReplicaSnapshot {
  readonly replica: number
  /** Sweeps done of both phases. */
  readonly done: number
  /** [site] → state */
  readonly state: Uint8Array
  /** Of the stream that the chain draws from; null once the replica is done. */
  readonly random: WordsSnapshot | null
  readonly moves: Readonly<Record<string, MoveCount>>
  /** What moves remember from attempt to attempt, such as the order of a list of solutes. */
  readonly memories: readonly Int32Array[]
  /** Of the samples taken so far, as in the record. */
  readonly series: Float64Array
  /** Those of all distributions, one distribution after the other. */
  readonly blocks: readonly Float64Array[]
  readonly drift: string | null
  /** As in the record. */
  readonly fence?: Readonly<TrajectoryCount>
  /** The other rungs, where the replica is on a ladder; this is the scenario's own. */
  readonly ladder?: LadderSnapshot
}

/** A snapshot of a ladder, except that of the scenario's own rung. */
export interface LadderSnapshot {
  readonly state: LadderState
  /** Of the stream that decides on exchanges; null once the ladder is done. */
  readonly random: WordsSnapshot | null
  /** All rungs but the scenario's own, ascending. */
  readonly others: readonly ReplicaSnapshot[]
}

/** A snapshot that does not fit the task that is to continue from it. */
export class SnapshotMismatch extends Error {
  constructor(what: string) {
    super(`the snapshot does not fit its scenario: ${what}`)
    this.name = 'SnapshotMismatch'
  }
}

/** The snapshot of a replica that is done: enough to restore its record. */
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
 * Writes memories back into a new chain of the same configuration.
 * @throws SnapshotMismatch unless each holds the same numbers as the new one, in any order
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

/** The same without the comparison, for a chain whose configuration has been replaced. */
export function putMemories(chain: MarkovChain, saved: readonly Int32Array[]): void {
  for (const [index, memory] of chain.memories.entries()) memory.set(saved[index]!)
}

/** Writes the attempts made so far back into a chain. */
export function restoreCounts(chain: MarkovChain, saved: ReplicaSnapshot['moves']): void {
  for (const [name, count] of Object.entries(chain.counts)) {
    const { attempts, accepted } = saved[name] ?? { attempts: 0, accepted: 0 }
    count.attempts = attempts
    count.accepted = accepted
  }
}

interface Expected {
  readonly task: ReplicaTask
  readonly model: LatticeModel
  /** Of the chain's stream, at any position. */
  readonly stream: WordsSnapshot
}

/**
 * Checks that a snapshot, which may come from a file, belongs to a task.
 * @throws SnapshotMismatch
 */
export function checkSnapshot(snapshot: ReplicaSnapshot, { task, model, stream }: Expected): void {
  const { scenario, counts, replica } = task
  const { done, state, random } = snapshot
  const require = (condition: boolean, what: string) => {
    if (!condition) throw new SnapshotMismatch(what)
  }
  const total = sweepsOf(samplingOf(task))
  require(snapshot.replica === replica, 'it is of another replica')
  require(Number.isSafeInteger(done) && done >= 0 && done <= total, 'its number of sweeps')
  require(state.length === 2 * scenario.cells * scenario.cells * scenario.cells, 'its lattice')
  const isSame = (a: readonly number[], b: readonly number[]) => a.every((word, k) => word === b[k])
  const isOurs =
    random !== null && isSame(stream.key, random.key) && isSame(stream.stream, random.stream)
  const hasPosition =
    random !== null && Number.isSafeInteger(random.position) && random.position >= 0
  // A run to a precision may become longer, so that it needs its stream at the end, too.
  const isOver = done === total && random === null && scenario.until === undefined
  require(isOver || (isOurs && hasPosition), 'its random stream')

  const population = new Map<string, number>()
  for (const occupant of state) {
    const species = model.states.species[occupant]
    require(species !== undefined, 'an unknown state')
    const name = model.species[species! - 1]?.name
    if (name !== undefined) population.set(name, (population.get(name) ?? 0) + 1)
  }
  for (const [name, count] of Object.entries(counts)) {
    require((population.get(name) ?? 0) === count, `its number of ${name}`)
  }
}
