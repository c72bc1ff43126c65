import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { type Scheduled, type Shares, scheduleMoves } from '../moves/mix.ts'
import type { Move } from '../moves/move.ts'
import { MultiSpinFarExchange } from '../moves/multi-spin/far-exchange.ts'
import { MultiSpinLatticeGas } from '../moves/multi-spin/lattice-gas.ts'
import { RandomLaneDecisions } from '../moves/multi-spin/metropolis.ts'
import { MultiSpinNearExchange } from '../moves/multi-spin/near-exchange.ts'
import type { Choices } from '../numeric/choices.ts'
import type { MarkovChain, MoveCount } from './markov-chain.ts'

type ManyExchanges = MultiSpinNearExchange | MultiSpinFarExchange

/**
 * The chain of a bare lattice gas of one species: near and far exchanges, many pairs of sites at a time, on a copy of
 * the configuration as bits. Only `update` copies it back, which takes longer than a sweep.
 */
export class LatticeGasChain implements MarkovChain {
  readonly counts: Readonly<Record<string, MoveCount>>
  readonly memories = []
  readonly #configuration: Configuration
  readonly #gas: MultiSpinLatticeGas
  /** Steps of a sweep; each proposes many exchanges. */
  readonly #schedule: readonly Scheduled<ManyExchanges>[]
  /** Whether the bits are ahead of the configuration. */
  #isAhead = false

  /** @param species the only one in the configuration, and an `isBareSphere` */
  constructor(
    configuration: Configuration,
    hamiltonian: Hamiltonian,
    choices: Choices,
    species: number,
    shares?: Shares,
  ) {
    this.#configuration = configuration
    this.#gas = new MultiSpinLatticeGas(configuration, hamiltonian, species)
    const decisions = new RandomLaneDecisions(choices, this.#gas.acceptance)
    const moves = [
      new MultiSpinNearExchange(this.#gas, choices, decisions),
      new MultiSpinFarExchange(this.#gas, choices, decisions),
    ]
    this.#schedule = scheduleMoves(moves, configuration.lattice.sites, shares).map(
      ({ move, attempts }) => ({ move, attempts: Math.max(1, Math.round(attempts / move.batch)) }),
    )
    this.counts = Object.fromEntries(this.#schedule.map(({ move }) => [move.name, move.count]))
  }

  sweep(onDone?: (name: Move['name']) => void, isReversed = false): void {
    if (!this.#isAhead) this.#gas.load()
    this.#isAhead = true
    for (const { move, attempts } of isReversed ? this.#schedule.toReversed() : this.#schedule) {
      for (let step = 0; step < attempts; step++) move.attempt()
      onDone?.(move.name)
    }
  }

  update(): Configuration {
    if (this.#isAhead) this.#gas.store()
    this.#isAhead = false
    return this.#configuration
  }

  resetCounts(): void {
    for (const { move } of this.#schedule) {
      move.count.attempts = 0
      move.count.accepted = 0
    }
  }
}
