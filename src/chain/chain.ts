import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { assembleMoves, type Shares } from '../moves/mix.ts'
import type { Move, MoveName, WorkingCopy } from '../moves/move.ts'
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
  /** What moves have been working on, and the configuration does not yet know of. */
  #open: WorkingCopy | undefined

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
      const proposals = Math.round(share * sites) - before
      before += proposals
      const { move } = weighted
      const attempts = move.batch ? Math.max(1, Math.round(proposals / move.batch)) : proposals
      return { move, attempts }
    })
    this.counts = Object.fromEntries(
      this.schedule.map(({ move }) => [move.name, { attempts: 0, accepted: 0 }]),
    )
  }

  /**
   * @param onDone told after the attempts of each kind, for those who measure how long they take
   * @param isReversed takes the kinds in the opposite order, which is the reverse of the sweep in time
   * @param isWatched false where nobody looks at the configuration, or changes it, before `settle` or the next sweep
   */
  sweep(onDone?: (name: MoveName) => void, isReversed = false, isWatched = true): void {
    const { schedule } = this
    for (let index = 0; index < schedule.length; index++) {
      const { move, attempts } = schedule[isReversed ? schedule.length - 1 - index : index]!
      if (move.workingCopy !== this.#open) {
        this.settle()
        this.#open = move.workingCopy
        this.#open?.load()
      }
      this.#attempt(move, attempts)
      onDone?.(move.name)
    }
    if (isWatched) this.settle()
  }

  /** Brings the configuration up to date after sweeps that were not watched. */
  settle(): void {
    this.#open?.store()
    this.#open = undefined
  }

  #attempt(move: Move, attempts: number): void {
    const count = this.counts[move.name]!
    const { proposed, accepted: before } = { ...move.tally }
    move.prepare?.()
    const accepted = move.attempts?.(attempts) ?? repeat(move, attempts)
    count.attempts += move.tally ? move.tally.proposed - proposed! : attempts
    count.accepted += move.tally ? move.tally.accepted - before! : accepted
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
