import type { Configuration } from '../model/configuration.ts'
import type { Move } from '../moves/move.ts'

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
