import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { type CustomMove, createCustomMoves } from '../moves/custom-move.ts'
import {
  assembleMoves,
  findMobileSolvent,
  type Scheduled,
  SHARES,
  type Shares,
  scheduleMoves,
} from '../moves/mix.ts'
import type { Move } from '../moves/move.ts'
import { isBareSphere } from '../moves/sphere-tables.ts'
import type { Choices } from '../numeric/choices.ts'
import { LatticeGasChain } from './lattice-gas-chain.ts'
import type { MarkovChain, MoveCount } from './markov-chain.ts'

/** Cells from which on a bare lattice gas fills most bits of its words. */
const SMALLEST_LATTICE_GAS = 16

/** The chain that suits a system: a lattice gas of one bare species in a large box changes many sites at a time. */
export function createChain(
  configuration: Configuration,
  hamiltonian: Hamiltonian,
  choices: Choices,
  shares?: Shares,
  custom: readonly CustomMove[] = [],
): MarkovChain {
  const { lattice, model } = configuration
  const species = findMobileSolvent(configuration)
  const isLatticeGas =
    custom.length === 0 &&
    lattice.cells >= SMALLEST_LATTICE_GAS &&
    model.species.length === 1 &&
    species !== 0 &&
    hamiltonian.field === null &&
    isBareSphere(model, species)
  if (!isLatticeGas) return new Chain(configuration, hamiltonian, choices, shares, custom)
  return new LatticeGasChain(configuration, hamiltonian, choices, species, shares)
}

/**
 * The chain of any system: one kind of move after the other, each in attempts on single sites or pairs of sites.
 * Every attempt leaves the Boltzmann distribution unchanged whichever kind it is, so the fixed order of kinds does
 * too; the order of sites is random within each kind.
 */
export class Chain implements MarkovChain {
  readonly counts: Readonly<Record<string, MoveCount>>
  readonly memories: readonly Int32Array[]
  /** What one sweep attempts, in this order. */
  readonly schedule: readonly Scheduled[]
  readonly #configuration: Configuration

  constructor(
    configuration: Configuration,
    hamiltonian: Hamiltonian,
    choices: Choices,
    shares?: Shares,
    custom: readonly CustomMove[] = [],
  ) {
    this.#configuration = configuration
    const moves = [
      ...assembleMoves(configuration, hamiltonian, choices),
      ...createCustomMoves(custom, configuration, hamiltonian, choices),
    ]
    this.schedule = scheduleMoves(moves, configuration.lattice.sites, withCustom(custom, shares))
    this.counts = Object.fromEntries(
      this.schedule.map(({ move }) => [move.name, { attempts: 0, accepted: 0 }]),
    )
    this.memories = [...new Set(this.schedule.flatMap(({ move }) => move.memory ?? []))]
  }

  sweep(onDone?: (name: Move['name']) => void, isReversed = false): void {
    for (const { move, attempts } of isReversed ? this.schedule.toReversed() : this.schedule) {
      move.prepare?.()
      const count = this.counts[move.name]!
      count.attempts += attempts
      count.accepted += move.attempts?.(attempts) ?? repeat(move, attempts)
      onDone?.(move.name)
    }
  }

  update(): Configuration {
    return this.#configuration
  }

  resetCounts(): void {
    for (const count of Object.values(this.counts)) {
      count.attempts = 0
      count.accepted = 0
    }
  }
}

function withCustom(custom: readonly CustomMove[], shares: Shares = SHARES) {
  return { ...shares, ...Object.fromEntries(custom.map(({ name, share }) => [name, share])) }
}

function repeat(move: Move, attempts: number): number {
  let accepted = 0
  for (let k = 0; k < attempts; k++) if (move.attempt()) accepted++
  return accepted
}
