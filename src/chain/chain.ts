import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { assembleMoves, type Shares } from '../moves/mix.ts'
import type { Move, MoveName } from '../moves/move.ts'
import type { Choices } from '../numeric/choices.ts'

export interface MoveCount {
  attempts: number
  accepted: number
}

/** Attempts of one kind of move in a row. */
interface Stretch {
  readonly move: Move
  readonly attempts: number
}

/**
 * A Markov chain at one temperature. A sweep attempts as many moves as there are sites, one kind after
 * the other. Every attempt leaves the Boltzmann distribution unchanged whichever kind it is, so the fixed
 * order of kinds does too; the order of sites is random within each kind.
 */
export class Chain {
  readonly counts: Readonly<Partial<Record<MoveName, MoveCount>>>
  /** What one sweep attempts, in this order. */
  readonly schedule: readonly Stretch[]

  constructor(
    configuration: Configuration,
    hamiltonian: Hamiltonian,
    choices: Choices,
    shares?: Shares,
  ) {
    const { sites } = configuration.lattice
    let share = 0
    let before = 0
    this.schedule = assembleMoves(configuration, hamiltonian, choices, shares).map((weighted) => {
      share += weighted.share
      const attempts = Math.round(share * sites) - before
      before += attempts
      return { move: weighted.move, attempts }
    })
    this.counts = Object.fromEntries(
      this.schedule.map(({ move }) => [move.name, { attempts: 0, accepted: 0 }]),
    )
  }

  /**
   * @param onDone told after the attempts of each kind, for those who measure how long they take
   * @param isReversed takes the kinds in the opposite order, which is the reverse of the sweep in time
   */
  sweep(onDone?: (name: MoveName) => void, isReversed = false): void {
    const { schedule } = this
    for (let index = 0; index < schedule.length; index++) {
      const { move, attempts } = schedule[isReversed ? schedule.length - 1 - index : index]!
      move.prepare?.()
      const count = this.counts[move.name]!
      count.attempts += attempts
      count.accepted += move.attempts?.(attempts) ?? repeat(move, attempts)
      onDone?.(move.name)
    }
  }

  /** Forgets the attempts made so far, those of the equilibration. */
  resetCounts(): void {
    for (const count of Object.values(this.counts)) {
      count.attempts = 0
      count.accepted = 0
    }
  }
}

function repeat(move: Move, attempts: number): number {
  let accepted = 0
  for (let k = 0; k < attempts; k++) if (move.attempt()) accepted++
  return accepted
}
