import { Chain } from '../chain/chain.ts'
import { BccLattice } from '../lattice/bcc.ts'
import { Configuration, findDrift } from '../model/configuration.ts'
import type { PotentialTable } from '../model/ewald.ts'
import { Hamiltonian } from '../model/hamiltonian.ts'
import { compileModel } from '../model/lattice-model.ts'
import { RandomChoices } from '../numeric/choices.ts'
import { randomStream } from '../numeric/random-stream.ts'
import { type Observer, STRETCHES } from '../observe/observer.ts'
import { createObservers } from '../observe/registry.ts'
import { canonicalJson } from '../scenario/canonical-json.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { fillInitially } from './initial-state.ts'
import type { ReplicaProgress, ReplicaRecord, Start } from './replica-record.ts'

/** All that a replica needs to know; plain data that can be posted to a thread. */
export interface ReplicaTask {
  readonly scenario: Scenario
  /** Number of particles of each species. */
  readonly counts: Readonly<Record<string, number>>
  readonly replica: number
}

/** Temperatures that an annealed replica comes down through, relative to its own. */
const ANNEALING = [1.6, 1.45, 1.3, 1.2, 1.1]

/** Share of the equilibration that is spent annealing. */
const ANNEALING_SHARE = 0.5

/** Recounts of the whole configuration during production. */
const RECOUNTS = 8

/**
 * Runs one replica of a scenario: start, equilibrate, produce. The result depends on the task alone.
 * @param potential the Coulomb table of the lattice, where the caller has one to share
 */
export function runReplica(
  task: ReplicaTask,
  onProgress: (progress: ReplicaProgress) => void = () => {},
  potential?: PotentialTable,
): ReplicaRecord {
  const { scenario, counts, replica } = task
  const { sampling } = scenario
  const model = compileModel(scenario.forceField, Object.keys(counts))
  const configuration = new Configuration(new BccLattice(scenario.cells), model, potential)
  const start = startOf(replica, counts)
  const streamOf = (name: 'initial-state' | 'chain') =>
    new RandomChoices(randomStream(scenario.seed, name, physicsOf(task), String(replica)))

  fillInitially(configuration, counts, start, streamOf('initial-state'))
  const choices = streamOf('chain')
  const total = sampling.equilibration + sampling.production
  let done = 0
  const sweep = (chain: Chain, phase: ReplicaProgress['phase']) => {
    chain.sweep()
    done++
    onProgress({ replica, phase, done, total })
  }

  const stages = start === 'annealed' ? ANNEALING : []
  const perStage = Math.floor((ANNEALING_SHARE * sampling.equilibration) / ANNEALING.length)
  for (const factor of stages) {
    const hot = new Hamiltonian(model, factor * scenario.temperature)
    const chain = new Chain(configuration, hot, choices)
    for (let k = 0; k < perStage; k++) sweep(chain, 'equilibration')
  }

  const hamiltonian = new Hamiltonian(model, scenario.temperature)
  const chain = new Chain(configuration, hamiltonian, choices)
  while (done < sampling.equilibration) sweep(chain, 'equilibration')
  chain.resetCounts()

  const observers = createObservers(scenario.observables, configuration, hamiltonian)
  const columns = observers.flatMap((observer) => observer.columns)
  const samples = Math.floor(sampling.production / sampling.measureEvery)
  const series = new Float64Array(samples * columns.length)
  const recountEvery = Math.max(1, Math.ceil(samples / RECOUNTS))
  let drift = findDrift(configuration)
  for (let sample = 0; sample < samples; sample++) {
    for (let k = 0; k < sampling.measureEvery; k++) sweep(chain, 'production')
    measure(observers, series, sample * columns.length, Math.floor((sample * STRETCHES) / samples))
    if ((sample + 1) % recountEvery === 0) drift ??= findDrift(configuration)
  }
  drift ??= findDrift(configuration)

  return {
    replica,
    start,
    columns,
    series,
    distributions: observers.flatMap((observer) => observer.distributions),
    moves: chain.counts,
    drift,
    finalState: configuration.state.slice(),
  }
}

function measure(observers: readonly Observer[], series: Float64Array, row: number, block: number) {
  let offset = row
  for (const observer of observers) {
    observer.measure(series, offset, block)
    offset += observer.columns.length
  }
}

/** Replicas take turns at the starts; ice needs water. */
function startOf(replica: number, counts: Readonly<Record<string, number>>): Start {
  const starts: Start[] = 'H2O' in counts ? ['random', 'annealed', 'ice'] : ['random', 'annealed']
  return starts[replica % starts.length]!
}

/** What decides the equilibrium, as text: a chain's key does not depend on how long or how it is looked at. */
function physicsOf({ scenario, counts }: ReplicaTask): string {
  const { forceField, temperature, cells } = scenario
  return canonicalJson({ forceField, temperature, cells, counts })
}
