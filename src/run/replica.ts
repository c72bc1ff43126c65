import { createChain } from '../chain/chain.ts'
import type { MarkovChain } from '../chain/markov-chain.ts'
import { BccLattice } from '../lattice/bcc.ts'
import { Configuration, findDrift } from '../model/configuration.ts'
import type { EnergyCounts } from '../model/energy-counts.ts'
import type { PotentialTable } from '../model/ewald.ts'
import { Hamiltonian } from '../model/hamiltonian.ts'
import { trapWeight } from '../model/ion-trap.ts'
import { compileModel } from '../model/lattice-model.ts'
import { RandomChoices } from '../numeric/choices.ts'
import { randomStream } from '../numeric/random-stream.ts'
import type { RandomWords } from '../numeric/random-words.ts'
import { createCustomObservers } from '../observe/custom-observer.ts'
import { createObservers } from '../observe/registry.ts'
import type { Start } from '../scenario/sampling-schema.ts'
import { type Anchor, ConstrainedEnsemble } from './constrained.ts'
import type { Custom } from './custom.ts'
import { fillInitially } from './initial-state.ts'
import { type Stage, samplesOf, samplingOf, stagesOf, sweepsOf } from './lengths.ts'
import { type ReplicaHooks, ReplicaLog } from './replica-log.ts'
import type { ReplicaProgress, ReplicaRecord } from './replica-record.ts'
import {
  checkSnapshot,
  copyMemories,
  putMemories,
  type ReplicaSnapshot,
  restoreCounts,
  restoreMemories,
  SnapshotMismatch,
} from './replica-snapshot.ts'
import { couplingOf, physicsOf, type ReplicaTask, startOf } from './replica-task.ts'
import { Samples } from './samples.ts'
import { trajectorySweeps } from './sampling-branch.ts'

/** Initial states that are tried until one is on the branch. */
const INITIAL_STATES = 100

/** Recounts of the whole configuration during production. */
const RECOUNTS = 8

export interface ReplicaSetup extends ReplicaHooks {
  /** To be continued from; a snapshot of the same task. */
  readonly snapshot?: ReplicaSnapshot | undefined
  /** The Coulomb table of the lattice, where the caller has one to share. */
  readonly potential?: PotentialTable | undefined
  /** The same at every start of a replica. */
  readonly custom?: Custom | undefined
}

interface RunHooks {
  readonly onProgress?: (progress: ReplicaProgress, replica: Replica) => void
}

/**
 * One replica of a scenario, sweep by sweep: start, equilibrate, produce. What it does depends on the
 * task alone: a replica restored from a snapshot continues exactly as the original.
 */
export class Replica {
  readonly #task: ReplicaTask
  readonly #start: Start
  readonly #stages: readonly Stage[]
  readonly #configuration: Configuration
  readonly #samples: Samples
  readonly #stream: RandomWords
  readonly #choices: RandomChoices
  readonly #onWork: ReplicaHooks['onWork']
  readonly #log: ReplicaLog | null
  /** Null where all configurations are allowed. */
  readonly #constrained: ConstrainedEnsemble | null
  readonly #customMoves: Custom['moves']
  readonly #total: number
  readonly #mostSamples: number
  #chain: MarkovChain | null = null
  #done = 0
  #drift: string | null = null
  #endedTrajectory = false
  #mayExchange = false

  /** @throws SnapshotMismatch for a snapshot that cannot be of this task */
  constructor(
    task: ReplicaTask,
    { snapshot, potential, custom, onWork, onRow }: ReplicaSetup = {},
  ) {
    const { scenario, counts } = task
    this.#task = task
    this.#onWork = onWork
    this.#customMoves = custom?.moves ?? []
    this.#start = startOf(task)
    const sampling = samplingOf(task)
    this.#stages = stagesOf(this.#start, sampling)
    this.#total = sweepsOf(sampling)
    this.#mostSamples = samplesOf(sampling)
    const model = compileModel(scenario.forceField, Object.keys(counts))
    const lattice = new BccLattice(scenario.cells)
    this.#configuration = new Configuration(lattice, model, potential)
    this.#stream = this.#streamOf('chain')
    this.#choices = new RandomChoices(this.#stream)
    this.#constrained = ConstrainedEnsemble.of(task, this.#configuration)
    if (snapshot === undefined) {
      this.#fill()
    } else {
      checkSnapshot(snapshot, { task, model, stream: this.#stream.snapshot() })
      this.#configuration.fill(snapshot.state)
    }
    // Observed is the whole energy, and the field that acts.
    const { coupling: _, ...field } = couplingOf(task.perturbation, this.#configuration.lattice)
    const hamiltonian = new Hamiltonian(model, scenario.temperature, field)
    const own = createObservers(scenario.observables, this.#configuration, hamiltonian)
    const observers = [
      ...own,
      ...createCustomObservers(custom?.observers ?? [], own, this.#configuration, hamiltonian),
    ]
    this.#samples = new Samples(scenario, observers, this.#mostSamples)
    this.#log = onRow ? new ReplicaLog(task.replica, onRow, this.#configuration, hamiltonian) : null
    if (snapshot !== undefined) this.#restore(snapshot)
  }

  get isDone(): boolean {
    return this.#done >= this.#total
  }

  get progress(): ReplicaProgress {
    const phase = this.#done > this.#equilibration ? 'production' : 'equilibration'
    return { replica: this.#task.replica, phase, done: this.#done, total: this.#total }
  }

  /** Counts of the present configuration. */
  get energyCounts(): EnergyCounts {
    return this.#current
  }

  /** Whether the last sweep ended a trajectory. */
  get endedTrajectory(): boolean {
    return this.#endedTrajectory
  }

  /** Whether the last sweep ended a trajectory at the temperature of the scenario. */
  get mayExchange(): boolean {
    return this.#mayExchange
  }

  /** Exchanges configurations with another replica of the same particles. */
  exchangeWith(other: Replica): void {
    const [mine, theirs] = [this.#anchorOf(this.#chain), other.#anchorOf(other.#chain)]
    this.#takeOver(theirs)
    other.#takeOver(mine)
  }

  #takeOver({ state, memories }: Anchor): void {
    this.#configuration.fill(state)
    if (this.#chain !== null) putMemories(this.#chain, memories)
  }

  /** Does one sweep, and measures after every `measureEvery` sweeps of production. */
  sweep(): void {
    if (this.#done === this.#equilibration) this.#recount()
    const stage = this.#stages.find(({ until }) => this.#done < until)!
    if (this.#done === stage.from) {
      this.#chain?.update()
      this.#chain = null
    }
    this.#chain ??= this.#chainAt(stage)
    if (this.#constrained?.anchor === null) {
      this.#constrained.begin(this.#anchorOf(this.#chain), this.#choices.below(2) === 1)
    }
    this.#chain.sweep(this.#onWork, this.#constrained?.isReversed)
    this.#done++
    this.#endedTrajectory = this.#isTrajectoryOver(stage)
    if (this.#endedTrajectory) this.#endTrajectory()
    this.#mayExchange = this.#endedTrajectory && stage.factor === 1
    if (this.#log !== null && this.#done <= this.#equilibration) {
      this.#chain.update()
      this.#log.equilibration(this.#done, this.#equilibration, this.#chain.counts)
    }
    if (this.#done === this.#equilibration) this.#chain.resetCounts()
    const produced = this.#done - this.#equilibration
    const { measureEvery } = this.#task.scenario.sampling
    if (produced > 0 && produced % measureEvery === 0) this.#measure(produced / measureEvery - 1)
  }

  /** [site] → state; within a trajectory, which may be undone, the state at its beginning. */
  copyState(): Uint8Array {
    return (this.#constrained?.anchor?.state ?? this.#current.state).slice()
  }

  /** The number, from 0, of the frame that is due now, one every so many sweeps of production; null if none is. */
  frameIndex(every: number): number | null {
    const produced = this.#done - this.#equilibration
    return produced > 0 && produced % every === 0 ? produced / every - 1 : null
  }

  /**
   * Recounts first, since a drift could not be found in a restored replica. Within a trajectory the snapshot is of
   * its beginning.
   */
  snapshot(): ReplicaSnapshot {
    this.#recount()
    return {
      replica: this.#task.replica,
      ...(this.#constrained?.anchor ?? this.#anchorOf(this.#chain)),
      ...this.#samples.snapshot(this.#samplesTaken),
      drift: this.#drift,
      ...this.#fenceCount(),
    }
  }

  /** The results so far. The arrays are those of the replica, which may go on writing to them. */
  record(): ReplicaRecord {
    return {
      replica: this.#task.replica,
      start: this.#start,
      ...this.#samples.record(this.#samplesTaken),
      moves: this.#chain?.counts ?? {},
      drift: this.#drift,
      finalState: this.copyState(),
      ...this.#fenceCount(),
    }
  }

  #fenceCount(): Pick<ReplicaRecord, 'fence'> {
    return this.#constrained === null ? {} : { fence: { ...this.#constrained.count } }
  }

  #anchorOf(chain: MarkovChain | null): Anchor {
    return {
      done: this.#done,
      state: this.#current.state.slice(),
      random: this.#stream.snapshot(),
      moves: structuredClone(chain?.counts ?? {}),
      memories: chain === null ? [] : copyMemories(chain),
    }
  }

  get #current(): Configuration {
    return this.#chain?.update() ?? this.#configuration
  }

  /** Trajectories end with stages, phases and measurements. */
  #isTrajectoryOver({ from, until }: Stage): boolean {
    const done = this.#done
    const start = done > this.#equilibration ? this.#equilibration : from
    const isLast = done === until || done === this.#equilibration
    return isLast || (done - start) % trajectorySweeps(this.#task.scenario.sampling) === 0
  }

  #endTrajectory(): void {
    if (this.#constrained !== null) this.#chain?.update()
    const undone = this.#constrained?.end(this.#done > this.#equilibration) ?? null
    if (undone !== null) putMemories(this.#chain!, undone.memories)
  }

  #restore(snapshot: ReplicaSnapshot): void {
    const { done, random, drift, moves, memories, fence } = snapshot
    this.#done = done
    if ((fence === undefined) !== (this.#constrained === null)) {
      throw new SnapshotMismatch('its branch')
    }
    Object.assign(this.#constrained?.count ?? {}, fence)
    this.#drift = drift
    this.#samples.restore(this.#samplesTaken, snapshot)
    if (done === 0) return
    this.#chain = this.#chainAt(this.#stages.find(({ until }) => done - 1 < until)!)
    restoreCounts(this.#chain, moves)
    if (this.isDone && random === null) return
    restoreMemories(this.#chain, memories)
    if (random !== null) this.#stream.restore(random)
  }

  get #equilibration(): number {
    return this.#task.scenario.sampling.equilibration
  }

  get #samplesTaken(): number {
    const { measureEvery } = this.#task.scenario.sampling
    return Math.floor(Math.max(0, this.#done - this.#equilibration) / measureEvery)
  }

  #fill(): void {
    const { initial } = this.#task
    if (initial !== undefined) {
      this.#configuration.fill(initial)
      return
    }
    const choices = new RandomChoices(this.#streamOf('initial-state'))
    const { lattice } = this.#configuration
    const ionWeight = this.#task.perturbation?.ionsHeld ? trapWeight(lattice) : undefined
    for (let filling = 0; filling < INITIAL_STATES; filling++) {
      fillInitially(this.#configuration, this.#task.counts, this.#start, choices, ionWeight)
      if (this.#constrained?.isInside() ?? true) return
    }
    throw new Error(
      `a replica that starts as ${this.#start} is not on its branch; change sampling.branch, sampling.starts or sampling.iceBound`,
    )
  }

  #streamOf(name: 'initial-state' | 'chain'): RandomWords {
    const { scenario, replica } = this.#task
    return randomStream(scenario.seed, name, physicsOf(this.#task), String(replica))
  }

  #chainAt({ factor }: Stage): MarkovChain {
    const { model, lattice } = this.#configuration
    const { scenario, perturbation } = this.#task
    const coupling = couplingOf(perturbation, lattice)
    const hamiltonian = new Hamiltonian(model, factor * scenario.temperature, coupling)
    return createChain(
      this.#configuration,
      hamiltonian,
      this.#choices,
      undefined,
      this.#customMoves,
    )
  }

  #measure(sample: number): void {
    this.#chain?.update()
    const finished = this.#samples.measure(sample)
    this.#onWork?.('observables')
    const recountEvery = Math.max(1, Math.ceil(this.#mostSamples / RECOUNTS))
    const isLast = sample + 1 === this.#mostSamples
    if (isLast || (sample + 1) % recountEvery === 0) this.#recount()
    if (finished === null) return
    const { block, rows } = finished
    const counts = this.#chain?.counts ?? {}
    this.#log?.production(this.#done, block, rows, this.#samples.columns, counts)
  }

  #recount(): void {
    this.#drift ??= findDrift(this.#current)
    this.#onWork?.('recounts')
  }
}

/**
 * Runs a replica from its start, or from a snapshot, to its end; the record is the same.
 * @param onProgress called after every sweep
 */
export function runReplica(
  task: ReplicaTask,
  { onProgress = () => {}, ...setup }: ReplicaSetup & RunHooks = {},
): ReplicaRecord {
  const replica = new Replica(task, setup)
  while (!replica.isDone) {
    replica.sweep()
    onProgress(replica.progress, replica)
  }
  return replica.record()
}
