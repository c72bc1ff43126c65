import type { LatticeModel } from '../model/lattice-model.ts'
import type { WordsSnapshot } from '../numeric/random-words.ts'
import { samplingOf } from './lengths.ts'
import { type ReplicaSnapshot, SnapshotMismatch } from './replica-snapshot.ts'
import type { ReplicaTask } from './replica-task.ts'
import { sweepsOf } from './stages.ts'

interface Expected {
  readonly task: ReplicaTask
  readonly model: LatticeModel
  /** Of the chain's stream, wherever it is. */
  readonly stream: WordsSnapshot
}

/**
 * Looks for what would break a replica, or make it another one: a snapshot comes from a file.
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
  // A run that may go on needs its stream at the end of a block too.
  const isOver = done === total && random === null && scenario.until === undefined
  require(isOver || (isOurs && hasPosition), 'its random stream')

  const population = new Map<string, number>()
  for (const occupant of state) {
    const species = model.states.species[occupant]
    require(species !== undefined, 'an occupant that there is not')
    const name = model.species[species! - 1]?.name
    if (name !== undefined) population.set(name, (population.get(name) ?? 0) + 1)
  }
  for (const [name, count] of Object.entries(counts)) {
    require((population.get(name) ?? 0) === count, `its number of ${name}`)
  }
}
