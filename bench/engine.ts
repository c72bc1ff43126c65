import { createChain } from '../src/chain/chain.ts'
import type { MarkovChain } from '../src/chain/markov-chain.ts'
import { prepare } from '../src/cli/prepare.ts'
import type { Override } from '../src/document/override.ts'
import { BccLattice } from '../src/lattice/bcc.ts'
import { Configuration } from '../src/model/configuration.ts'
import { Hamiltonian } from '../src/model/hamiltonian.ts'
import { compileModel } from '../src/model/lattice-model.ts'
import { RandomChoices } from '../src/numeric/choices.ts'
import { randomStream } from '../src/numeric/random-stream.ts'
import type { RandomWords } from '../src/numeric/random-words.ts'
import { fillInitially } from '../src/run/initial-state.ts'
import { MIXES } from './mixes.ts'

/** The hot loop of a shipped scenario, with nothing around it. */
export interface Engine {
  readonly configuration: Configuration
  readonly hamiltonian: Hamiltonian
  readonly stream: RandomWords
  readonly sites: number
  /** Another chain from where the configuration stands; of all moves but relocation, if no mix is named. */
  newChain(mix?: string): MarkovChain
}

interface EngineSetup {
  /** Puts the particles on the lattice; if there is none, at random and always from the same seed. */
  readonly fill?: (configuration: Configuration) => void
  readonly settings?: readonly Override[]
}

export async function startEngine(
  name: string,
  cells: number,
  { fill, settings = [] }: EngineSetup = {},
): Promise<Engine> {
  const { scenario, system } = await prepare(name, [...sizeOf(name, cells), ...settings])
  const model = compileModel(scenario.forceField, Object.keys(system.counts))
  const hamiltonian = new Hamiltonian(model, scenario.temperature)
  const configuration = new Configuration(new BccLattice(cells), model)
  const stream = randomStream('bench', 'chain', name)
  const choices = new RandomChoices(stream)
  if (fill === undefined) fillInitially(configuration, system.counts, 'random', choices)
  else fill(configuration)
  const newChain = (mix = 'without relocation') =>
    createChain(configuration, hamiltonian, choices, MIXES[mix])
  return { configuration, hamiltonian, stream, sites: configuration.lattice.sites, newChain }
}

/** Overrides that give a shipped scenario another number of cells. */
export function sizeOf(name: string, cells: number): Override[] {
  const size = [{ path: 'lattice.cells', value: String(cells) }]
  // The lattice gas gives exact counts: half of all sites.
  if (name === 'ising-bcc') size.push({ path: 'composition.counts.A', value: String(cells ** 3) })
  return size
}
