import { ENERGY_UNIT, type Hamiltonian } from '../model/hamiltonian.ts'
import { exp } from '../numeric/exp.ts'

/** Largest table of a tetrahedron; beyond, its rows are multiplied from those of pairs when needed. */
const LARGEST_TABLE = 1 << 17

/**
 * Boltzmann factors of the orientations of one species. For each facing code of a tetrahedron a row of
 * the table holds the factor of each orientation. The 8 neighbours of a site are two tetrahedra: the
 * weight of an orientation is a product of two entries. With many classes only the rows of pairs of
 * neighbours are stored, and a row of the table is made anew each time.
 */
export class OrientationFactors {
  readonly orientations: number
  /** Length of a row: 1, or a multiple of 4 with zeros at the end. */
  readonly stride: number
  /** Where `rowA` and `rowB` point into. */
  readonly table: Float64Array
  readonly #rows: number
  /** [pair of directions][code of two classes × orientations + orientation] */
  readonly #pairs: readonly Float64Array[]
  readonly #codes: number

  constructor(hamiltonian: Hamiltonian, species: number) {
    const { states, contacts } = hamiltonian.model
    this.orientations = states.orientations[species]!
    this.stride = this.orientations === 1 ? 1 : 4 * Math.ceil(this.orientations / 4)
    this.#codes = contacts.classes * contacts.classes
    this.#pairs = [0, 1, 2, 3].map((pair) => pairFactors(hamiltonian, species, pair))
    const rows = this.#codes * this.#codes
    const isSmall = 2 * rows * this.stride <= LARGEST_TABLE
    this.#rows = isSmall ? rows : 0
    this.table = new Float64Array((isSmall ? 2 * rows : 2) * this.stride)
    for (let code = 0; code < this.#rows; code++) {
      this.#multiply(code * this.stride, 0, code)
      this.#multiply((rows + code) * this.stride, 2, code)
    }
  }

  /** Start of the row of tetrahedron A for its facing code. */
  rowA(code: number): number {
    return this.#rows > 0 ? (code * this.stride) | 0 : this.#multiply(0, 0, code)
  }

  /** The same for tetrahedron B. */
  rowB(code: number): number {
    return this.#rows > 0
      ? ((this.#rows + code) * this.stride) | 0
      : this.#multiply(this.stride, 2, code)
  }

  #multiply(row: number, pair: number, code: number): number {
    const [p, q] = [this.#pairs[pair]!, this.#pairs[pair + 1]!]
    const count = this.orientations
    const first = count * (code % this.#codes)
    const second = count * Math.floor(code / this.#codes)
    for (let k = 0; k < count; k++) this.table[row + k] = p[first + k]! * q[second + k]!
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
