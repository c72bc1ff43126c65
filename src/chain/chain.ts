import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { type CustomMove, createCustomMoves } from '../moves/custom-move.ts'
import { assembleMoves, type Scheduled, SHARES, type Shares, scheduleMoves } from '../moves/mix.ts'
import type { Move } from '../moves/move.ts'
import type { Choices } from '../numeric/choices.ts'

/** Attempts of a kind of move, and how many of them changed the configuration. */
export interface MoveCount {
  attempts: number
  accepted: number
}

/** A Markov chain of configurations at one temperature; `createChain` makes the one that suits a system. */
export interface MarkovChain {
  /** Attempts of each kind of move since the last `resetCounts`, and how many were accepted. */
  readonly counts: Readonly<Record<string, MoveCount>>
  /** State of the moves in addition to the configuration; see `Move.memory`. */
  readonly memories: readonly Int32Array[]
  /**
   * Attempts about as many moves as there are sites. The configuration may be out of date until `update`.
   * @param onDone called after the attempts of each kind, to measure how long they take
   * @param isReversed takes the kinds in the opposite order, which is the reverse of the sweep in time
   */
  sweep(onDone?: (name: Move['name']) => void, isReversed?: boolean): void
  /**
   * The configuration after all sweeps so far. To be called before the configuration is read or changed; the next
   * sweep begins with the changes.
   */
  update(): Configuration
  /** Sets the counts of attempts to 0, at the end of equilibration. */
  resetCounts(): void
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
