import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import type { Choices } from '../numeric/choices.ts'
import type { CustomMoveName, Move } from './move.ts'

/** A move of a user's own, and how often it is attempted. */
export interface CustomMove {
  readonly name: CustomMoveName
  /** Relative to the built-in moves, whose shares are together about 1 (`SHARES`). */
  readonly share: number
  /** Makes the move for a chain. */
  readonly create: (
    configuration: Configuration,
    hamiltonian: Hamiltonian,
    choices: Choices,
  ) => Omit<Move, 'name'>
}

/** What `defineMove` is given. */
export interface CustomMoveDefinition {
  /** Without the `custom:` that it gets in records. */
  readonly name: string
  /** Above 0. The built-in moves that a system needs have 1 together, or less. */
  readonly share: number
  /**
   * Makes the move for a chain: called once for each replica, and again where the temperature changes. All randomness
   * must come from `choices`, and each attempt begin with `choices.below`; nothing but the configuration may be kept
   * between attempts, or it belongs into `memory`.
   */
  readonly create: CustomMove['create']
}

/**
 * A move of a user's own, to be given to `simulate` in `moves`. Each attempt must leave the Boltzmann distribution of the
 * Hamiltonian unchanged (detailed balance: accept with min(1, e^(−ΔβH)) times the ratio of the chances to propose the way
 * back and there), keep the numbers of particles, and change sites through `Configuration.replace` alone (`fill` for
 * what moves charges). Nobody checks the first; a recount during the run finds where counts were not kept.
 * @throws RangeError for a share that is not above 0, or an empty name
 */
export function defineMove({ name, share, create }: CustomMoveDefinition): CustomMove {
  if (name === '') throw new RangeError('a move needs a name')
  if (!(share > 0 && share < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`the share of move ${name} must be above 0, not ${share}`)
  }
  return { name: `custom:${name}`, share, create }
}

/** The moves of a user's own for a chain. */
export function createCustomMoves(
  custom: readonly CustomMove[],
  configuration: Configuration,
  hamiltonian: Hamiltonian,
  choices: Choices,
): Move[] {
  return custom.map(({ name, create }) =>
    Object.assign(create(configuration, hamiltonian, choices), { name }),
  )
}
