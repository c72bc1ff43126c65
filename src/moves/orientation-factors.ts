import { ENERGY_UNIT, type Hamiltonian } from '../model/hamiltonian.ts'
import { exp } from '../numeric/exp.ts'

/** Largest table of a tetrahedron; beyond, its rows are multiplied from those of pairs when needed. */
const LARGEST_TABLE = 1 << 17

/**
 * Boltzmann factors of the orientations of one species. What the four corners of a tetrahedron show
 * makes a code, Σ_k class_k·classes^k, and a row of the table holds the factor of each orientation for
 * it. The 8 neighbours of a site are two tetrahedra: the weight of an orientation is a product of two
 * entries. With many classes only the rows of pairs of corners are stored, and a row of the table is
 * made anew each time.
 */
export class OrientationFactors {
  readonly orientations: number
  /** Where `rowA` and `rowB` point into. */
  readonly table: Float64Array
  readonly #rows: number
  /** [pair of directions][code of two classes × orientations + orientation] */
  readonly #pairs: readonly Float64Array[]
  readonly #codes: number

  constructor(hamiltonian: Hamiltonian, species: number) {
    const { states, contacts } = hamiltonian.model
    this.orientations = states.orientations[species]!
    this.#codes = contacts.classes * contacts.classes
    this.#pairs = [0, 1, 2, 3].map((pair) => pairFactors(hamiltonian, species, pair))
    const rows = this.#codes * this.#codes
    const isSmall = 2 * rows * this.orientations <= LARGEST_TABLE
    this.#rows = isSmall ? rows : 0
    this.table = new Float64Array((isSmall ? 2 * rows : 2) * this.orientations)
    for (let code = 0; code < this.#rows; code++) {
      const [first, second] = [code % this.#codes, Math.floor(code / this.#codes)]
      this.#multiply(code * this.orientations, 0, first, second)
      this.#multiply((rows + code) * this.orientations, 2, first, second)
    }
  }

  /** Start of the row for tetrahedron A, from the codes of its two pairs of corners. */
  rowA(first: number, second: number): number {
    if (this.#rows > 0) return (second * this.#codes + first) * this.orientations
    return this.#multiply(0, 0, first, second)
  }

  /** The same for tetrahedron B. */
  rowB(first: number, second: number): number {
    if (this.#rows > 0) return (this.#rows + second * this.#codes + first) * this.orientations
    return this.#multiply(this.orientations, 2, first, second)
  }

  #multiply(row: number, pair: number, first: number, second: number): number {
    const [p, q] = [this.#pairs[pair]!, this.#pairs[pair + 1]!]
    const count = this.orientations
    for (let k = 0; k < count; k++) {
      this.table[row + k] = p[first * count + k]! * q[second * count + k]!
    }
    return row
  }
}

/** e^(−βg) of the contacts in directions 2·pair and 2·pair + 1, by code and orientation. */
function pairFactors(hamiltonian: Hamiltonian, species: number, pair: number): Float64Array {
  const { states, contacts } = hamiltonian.model
  const { classes, shown, nearest } = contacts
  const count = states.orientations[species]!
  const energy = (state: number, direction: number, seen: number) =>
    hamiltonian.contact[nearest[shown[8 * state + direction]! * classes + seen]!]!
  return Float64Array.from({ length: classes * classes * count }, (_, index) => {
    const code = Math.floor(index / count)
    const state = states.first[species]! + (index % count)
    const sum =
      energy(state, 2 * pair, code % classes) +
      energy(state, 2 * pair + 1, Math.floor(code / classes))
    return exp(-sum * ENERGY_UNIT)
  })
}
