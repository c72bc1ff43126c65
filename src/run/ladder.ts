import { exchanges } from '../chain/temperature-exchange.ts'
import type { PotentialTable } from '../model/ewald.ts'
import { Hamiltonian } from '../model/hamiltonian.ts'
import { compileModel } from '../model/lattice-model.ts'
import { potentialIn } from '../model/potential.ts'
import { RandomChoices } from '../numeric/choices.ts'
import { randomStream } from '../numeric/random-stream.ts'
import type { RandomWords } from '../numeric/random-words.ts'
import { afterTurn, initialState, type LadderState } from './ladder-state.ts'
import { Replica, type ReplicaSetup } from './replica.ts'
import type { ReplicaProgress, ReplicaRecord } from './replica-record.ts'
import { type ReplicaSnapshot, SnapshotMismatch } from './replica-snapshot.ts'
import { physicsOf, type ReplicaTask } from './replica-task.ts'
import { branchOf } from './sampling-branch.ts'

/** One replica of a scenario: at its own temperature, or at all those of its ladder. */
export type ReplicaOrLadder = Pick<
  Replica,
  'isDone' | 'progress' | 'sweep' | 'snapshot' | 'record' | 'copyState' | 'frameIndex'
>

export function replicaOf(task: ReplicaTask, setup: ReplicaSetup = {}): ReplicaOrLadder {
  const { ladder } = task.scenario.sampling
  return ladder === undefined ? new Replica(task, setup) : new Ladder(task, ladder, setup)
}

/**
 * Replica exchange: a replica at every temperature of a ladder, all on one branch. Where trajectories end, rungs 0
 * and 1, 2 and 3 … or, the next time, 1 and 2, 3 and 4 … may exchange their configurations.
 * All rungs run in one thread, in their order; exchanges are decided from a stream of their own. The rung of the
 * scenario goes sweep by sweep. The others catch up where its trajectory ends, each for a whole trajectory, so that
 * the tables of one temperature seldom drive those of another from the cache.
 */
export class Ladder implements ReplicaOrLadder {
  readonly #task: ReplicaTask
  readonly #temperatures: readonly number[]
  readonly #rungs: readonly Replica[]
  readonly #own: number
  readonly #hamiltonians: readonly Hamiltonian[]
  readonly #stream: RandomWords
  readonly #choices: RandomChoices
  #state: LadderState

  /** @throws SnapshotMismatch for a snapshot that cannot be of this task */
  constructor(
    task: ReplicaTask,
    temperatures: readonly number[],
    { snapshot, onWork, onRow, ...setup }: ReplicaSetup = {},
  ) {
    const { scenario, counts, replica } = task
    const saved = snapshot?.ladder
    const isFit =
      saved?.others.length === temperatures.length - 1 &&
      saved.state.walkers.toSorted((a, b) => a - b).every((walker, rung) => walker === rung) &&
      saved.state.exchanges.length === saved.others.length
    if (snapshot !== undefined && !isFit) throw new SnapshotMismatch('its ladder')
    this.#task = task
    this.#temperatures = temperatures
    this.#own = temperatures.indexOf(scenario.temperature)
    const potential: PotentialTable =
      setup.potential ?? potentialIn(scenario.cells, scenario.forceField)
    this.#rungs = temperatures.map((_, rung) => {
      const isOwn = rung === this.#own
      const from = isOwn ? snapshot : saved?.others[rung < this.#own ? rung : rung - 1]
      return new Replica(this.#taskOf(rung), {
        snapshot: from,
        potential,
        custom: setup.custom,
        onWork,
        ...(isOwn ? { onRow } : {}),
      })
    })
    const done = this.#rungs.map((rung) => rung.progress.done)
    const others = done.filter((_, rung) => rung !== this.#own)
    if (others.some((sweeps) => sweeps !== others[0] || sweeps > done[this.#own]!)) {
      throw new SnapshotMismatch('its ladder')
    }
    const model = compileModel(scenario.forceField, Object.keys(counts))
    this.#hamiltonians = temperatures.map((temperature) => new Hamiltonian(model, temperature))
    this.#stream = randomStream(
      scenario.seed,
      'exchange',
      physicsOf(task),
      temperatures.join(' '),
      String(replica),
    )
    this.#choices = new RandomChoices(this.#stream)
    this.#state = saved?.state ?? initialState(temperatures.length)
    if (saved?.random) this.#stream.restore(saved.random)
  }

  get isDone(): boolean {
    return this.#rungs[this.#own]!.isDone
  }

  get progress(): ReplicaProgress {
    return this.#rungs[this.#own]!.progress
  }

  sweep(): void {
    const own = this.#rungs[this.#own]!
    own.sweep()
    if (!own.endedTrajectory) return
    for (const rung of this.#rungs) while (rung.progress.done < own.progress.done) rung.sweep()
    if (own.mayExchange) this.#exchange()
  }

  /** At the temperature of the scenario. */
  copyState(): Uint8Array {
    return this.#rungs[this.#own]!.copyState()
  }

  frameIndex(every: number): number | null {
    return this.#rungs[this.#own]!.frameIndex(every)
  }

  snapshot(): ReplicaSnapshot {
    const all = this.#rungs.map((rung) => rung.snapshot())
    const others = all.filter((_, rung) => rung !== this.#own)
    const random = this.#stream.snapshot()
    return { ...all[this.#own]!, ladder: { state: this.#state, random, others } }
  }

  record(): ReplicaRecord {
    const rungs = this.#rungs.map((rung) => rung.record())
    const drift = rungs.find((record) => record.drift !== null)?.drift ?? null
    const others = rungs.filter((_, rung) => rung !== this.#own)
    return { ...rungs[this.#own]!, drift, ladder: { state: this.#state, others } }
  }

  #exchange(): void {
    const accepted: (boolean | undefined)[] = []
    const { length } = this.#rungs
    for (let rung = this.#state.turn % 2; rung + 1 < length; rung += 2) {
      const [a, b] = [this.#rungs[rung]!, this.#rungs[rung + 1]!]
      const [i, j] = [this.#hamiltonians[rung]!, this.#hamiltonians[rung + 1]!]
      accepted[rung] = exchanges(this.#choices, [i, j], [a.energyCounts, b.energyCounts])
      if (accepted[rung]) a.exchangeWith(b)
    }
    const { phase } = this.progress
    this.#state = afterTurn(this.#state, accepted, phase === 'production')
  }

  /** The task of one rung as a replica without a ladder. All rungs are on the branch of the scenario. */
  #taskOf(rung: number): ReplicaTask {
    const { scenario, counts } = this.#task
    const { ladder: _, ...sampling } = scenario.sampling
    const branch =
      this.#task.perturbation === undefined ? branchOf(scenario, counts).kind : 'equilibrium'
    const temperature = this.#temperatures[rung]!
    return {
      ...this.#task,
      scenario: { ...scenario, temperature, sampling: { ...sampling, branch } },
    }
  }
}
