import { ENERGY_UNIT, type Hamiltonian } from '../model/hamiltonian.ts'
import { exp } from '../numeric/exp.ts'

/** Most entries of a table by facing code; beyond, only the rows of pairs of neighbours are stored. */
const LARGEST_TABLE = 1 << 17

/**
 * Boltzmann factors of the orientations of one species. The 8 neighbours of a site are two tetrahedra,
 * and each of these two pairs of directions. For each facing code of a tetrahedron a row of the table
 * holds the factor of each orientation, and the weight of an orientation is a product of two entries.
 * With many classes there is a row for each code of a pair, and the weight is a product of four.
 */
export class OrientationFactors {
  readonly orientations: number
  /** Length of a row: 1, or a multiple of 4 with zeros at the end. */
  readonly stride: number
  /** [tetrahedron or pair][code][orientation], padded to `stride` */
  readonly table: Float64Array
  /** Rows of one tetrahedron; 0 where the rows are those of pairs. */
  readonly #rows: number
  /** Codes of a pair: the square of the number of classes. */
  readonly #codes: number
  readonly #perCode: number

  constructor(hamiltonian: Hamiltonian, species: number) {
    const { states, contacts } = hamiltonian.model
    this.orientations = states.orientations[species]!
    this.stride = this.orientations === 1 ? 1 : 4 * Math.ceil(this.orientations / 4)
    this.#codes = contacts.classes * contacts.classes
    this.#perCode = 1 / this.#codes
    const rows = this.#codes * this.#codes
    const pairs = pairFactors(hamiltonian, species, this.stride)
    const isWhole = 2 * rows * this.stride <= LARGEST_TABLE
    this.#rows = isWhole ? rows : 0
    this.table = isWhole ? this.#products(pairs) : pairs
  }

  /** Σ over the orientations of the weight, given the codes of both tetrahedra. */
  sum(codeA: number, codeB: number): number {
    if (this.#rows === 0) return this.#sumOfPairs(codeA, codeB)
    const { table, stride } = this
    let a = Math.imul(codeA, stride)
    let b = Math.imul(this.#rows + codeB, stride)
    if (stride === 1) return table[a]! * table[b]!
    // Four sums that need not wait for each other.
    let w0 = 0
    let w1 = 0
    let w2 = 0
    let w3 = 0
    for (const end = a + stride; a < end; a = (a + 4) | 0, b = (b + 4) | 0) {
      w0 += table[a]! * table[b]!
      w1 += table[(a + 1) | 0]! * table[(b + 1) | 0]!
      w2 += table[(a + 2) | 0]! * table[(b + 2) | 0]!
      w3 += table[(a + 3) | 0]! * table[(b + 3) | 0]!
    }
    return w0 + w1 + (w2 + w3)
  }

  /** The same; writes the weight of each orientation to `weights`. */
  weigh(codeA: number, codeB: number, weights: Float64Array): number {
    if (this.#rows === 0) return this.#weighByPairs(codeA, codeB, weights)
    const { table, stride, orientations } = this
    const a = Math.imul(codeA, stride)
    const b = Math.imul(this.#rows + codeB, stride)
    let total = 0
    for (let k = 0; k < orientations; k = (k + 1) | 0) {
      const weight = table[(a + k) | 0]! * table[(b + k) | 0]!
      weights[k] = weight
      total += weight
    }
    return total
  }

  #sumOfPairs(codeA: number, codeB: number): number {
    const { table, stride } = this
    let p = this.#rowOfFirst(0, codeA)
    let q = this.#rowOfSecond(1, codeA)
    let r = this.#rowOfFirst(2, codeB)
    let s = this.#rowOfSecond(3, codeB)
    if (stride === 1) return table[p]! * table[q]! * (table[r]! * table[s]!)
    let w0 = 0
    let w1 = 0
    let w2 = 0
    let w3 = 0
    for (const end = p + stride; p < end; p += 4, q += 4, r += 4, s += 4) {
      w0 += table[p]! * table[q]! * (table[r]! * table[s]!)
      w1 += table[p + 1]! * table[q + 1]! * (table[r + 1]! * table[s + 1]!)
      w2 += table[p + 2]! * table[q + 2]! * (table[r + 2]! * table[s + 2]!)
      w3 += table[p + 3]! * table[q + 3]! * (table[r + 3]! * table[s + 3]!)
    }
    return w0 + w1 + (w2 + w3)
  }

  #weighByPairs(codeA: number, codeB: number, weights: Float64Array): number {
    const { table, orientations } = this
    const p = this.#rowOfFirst(0, codeA)
    const q = this.#rowOfSecond(1, codeA)
    const r = this.#rowOfFirst(2, codeB)
    const s = this.#rowOfSecond(3, codeB)
    let total = 0
    for (let k = 0; k < orientations; k = (k + 1) | 0) {
      const weight = table[p + k]! * table[q + k]! * (table[r + k]! * table[s + k]!)
      weights[k] = weight
      total += weight
    }
    return total
  }

  /** Start of the row of a pair of directions for the lower, or upper, half of a tetrahedron's code. */
  #rowOfFirst(pair: number, code: number): number {
    return (pair * this.#codes + code - this.#codes * this.#upperHalf(code)) * this.stride
  }

  #rowOfSecond(pair: number, code: number): number {
    return (pair * this.#codes + this.#upperHalf(code)) * this.stride
  }

  /** The quotient by multiplication: (code + ½)/codes stays far enough from an integer. */
  #upperHalf(code: number): number {
    return ((code + 0.5) * this.#perCode) | 0
  }

  /** From the rows of pairs those of tetrahedra. */
  #products(pairs: Float64Array): Float64Array {
    const { stride } = this
    const codes = this.#codes
    const table = new Float64Array(2 * codes * codes * stride)
    let at = 0
    for (const pair of [0, 2]) {
      for (let q = (pair + 1) * codes; q < (pair + 2) * codes; q++) {
        for (let p = pair * codes; p < (pair + 1) * codes; p++) {
          for (let k = 0; k < stride; k++)
            table[at++] = pairs[p * stride + k]! * pairs[q * stride + k]!
        }
      }
    }
    return table
  }
}

/** [pair][code of two classes][orientation] → e^(−βg) of the contacts in directions 2·pair and 2·pair + 1. */
function pairFactors(hamiltonian: Hamiltonian, species: number, stride: number): Float64Array {
  const { states, contacts } = hamiltonian.model
  const { classes, shown, nearest } = contacts
  const codes = classes * classes
  const energy = (state: number, direction: number, seen: number) =>
    hamiltonian.contact[nearest[shown[8 * state + direction]! * classes + seen]!]!
  return Float64Array.from({ length: 4 * codes * stride }, (_, index) => {
    const k = index % stride
    if (k >= states.orientations[species]!) return 0
    const row = Math.floor(index / stride)
    const [pair, code] = [Math.floor(row / codes), row % codes]
    const state = states.first[species]! + k
    const sum =
      energy(state, 2 * pair, code % classes) +
      energy(state, 2 * pair + 1, Math.floor(code / classes))
    return exp(-sum * ENERGY_UNIT)
  })
}
