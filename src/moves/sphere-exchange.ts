import type { Configuration } from '../model/configuration.ts'
import type { FacingCodes } from '../model/facing.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { VACANT } from '../model/states.ts'
import type { Choices } from '../numeric/choices.ts'
import type { Move } from './move.ts'
import { drawPair, type Reach } from './reach.ts'
import { SphereTables } from './sphere-tables.ts'

/**
 * `Exchange` for a species whose energy is that of its nearest-neighbour contacts alone, the same in all
 * directions: no orientation, no shell, no second neighbours. Two look-ups by facing code then give the
 * weight of a place, and two more the change of the counts of contacts.
 */
export class SphereExchange implements Move {
  readonly name: 'exchange-near' | 'exchange-far'
  readonly #configuration: Configuration
  readonly #choices: Choices
  readonly #occupied: number
  readonly #isNear: boolean
  readonly #state: Uint8Array
  readonly #facing: FacingCodes
  readonly #tables: SphereTables

  constructor(
    configuration: Configuration,
    hamiltonian: Hamiltonian,
    choices: Choices,
    species: number,
    reach: Reach,
  ) {
    this.name = `exchange-${reach}`
    this.#configuration = configuration
    this.#choices = choices
    this.#occupied = configuration.model.states.first[species]!
    this.#isNear = reach === 'near'
    this.#state = configuration.state
    this.#facing = configuration.facing
    this.#tables = new SphereTables(hamiltonian, species)
  }

  attempt(): boolean {
    return this.#isNear ? this.#attemptNear() : this.#attemptFar()
  }

  #attemptNear(): boolean {
    const { lattice } = this.#configuration
    const bond = this.#choices.below(8 * lattice.sites)
    const first = bond >>> 3
    const direction = bond & 7
    const second = lattice.neighbour(first, direction)
    if (this.#holds(first, second)) return this.#move(first, second, direction ^ 4)
    return this.#holds(second, first) && this.#move(second, first, direction)
  }

  #attemptFar(): boolean {
    const { sites } = this.#configuration.lattice
    const pair = drawPair(this.#choices, sites)
    const first = (pair / sites) | 0
    const second = (pair - first * sites) | 0
    if (this.#holds(first, second)) return this.#move(first, second, -1)
    return this.#holds(second, first) && this.#move(second, first, -1)
  }

  /** Whether a molecule is on the first and nothing on the second of two sites. */
  #holds(from: number, to: number): boolean {
    return this.#state[to] === VACANT && this.#state[from] === this.#occupied
  }

  /** @param back direction in which the new place sees the old one; −1 where they are not neighbours */
  #move(from: number, to: number, back: number): boolean {
    const { weightA, weightB } = this.#tables
    const facing = this.#facing
    const oldA = facing[2 * from]!
    const oldB = facing[2 * from + 1]!
    let newA = facing[2 * to]!
    let newB = facing[2 * to + 1]!
    // The molecule does not meet itself.
    if (back >= 4) newB -= this.#tables.term[back]!
    else if (back >= 0) newA -= this.#tables.term[back]!
    const oldWeight = weightA[oldA]! * weightB[oldB]!
    if (!this.#choices.accept(weightA[newA]! * weightB[newB]!, oldWeight)) return false
    if (back < 0 && this.#areNeighbours(from, to)) return false
    this.#tables.recount(this.#configuration.contacts, oldA, oldB, -1)
    this.#tables.recount(this.#configuration.contacts, newA, newB, 1)
    this.#configuration.hop(from, to)
    return true
  }

  /** Far exchanges leave neighbours to the near ones. */
  #areNeighbours(from: number, to: number): boolean {
    return this.#configuration.lattice.direction(from, to) >= 0
  }
}
