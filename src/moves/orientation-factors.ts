import { ENERGY_UNIT, type Hamiltonian } from '../model/hamiltonian.ts'
import type { Choices } from '../numeric/choices.ts'
import { exp } from '../numeric/exp.ts'
import { groupOrientations, type OrientationGroup } from './orientation-groups.ts'

/** Most entries of a table by facing code; beyond, only the rows of pairs of neighbours are used. */
const LARGEST_TABLE = 1 << 20

/**
 * Boltzmann factors of the orientations of one species. The 8 neighbours of a site are two tetrahedra,
 * and each of these two pairs of directions. For each facing code of a tetrahedron a row of the table
 * holds an entry for each group of orientations, and the weight of a group is a product of two entries.
 * With many classes there is a row for each code of a pair, every orientation is a group of its own, and its weight
 * is a product of four.
 */
export class OrientationFactors {
  readonly orientations: number
  /** Length of a row: 1, or a multiple of 4 with zeros at the end. */
  readonly stride: number
  /** [tetrahedron or pair][code][group], padded to `stride` */
  readonly table: Float64Array
  readonly groups: readonly OrientationGroup[]
  /** [pair][code][orientation] */
  readonly pairs: Float64Array
  /** Length of a row of `pairs`. */
  readonly pairStride: number
  /** Rows of one tetrahedron; 0 where the rows are those of pairs. */
  readonly #rows: number
  /** Codes of a pair: the square of the number of classes. */
  readonly #codes: number
  readonly #perCode: number
  /** Of what was weighed last: the weight of each group, their sum, and where it was. */
  readonly #weights: Float64Array
  readonly #members: Float64Array
  #total = 0
  #codeA = 0
  #codeB = 0

  constructor(hamiltonian: Hamiltonian, species: number) {
    const { states, contacts } = hamiltonian.model
    this.orientations = states.orientations[species]!
    this.#codes = contacts.classes * contacts.classes
    this.#perCode = 1 / this.#codes
    this.pairStride = paddedLength(this.orientations)
    this.pairs = pairFactors(hamiltonian, species, this.pairStride)
    const groups = groupOrientations(shownToBoth(hamiltonian, species))
    const rows = this.#codes * this.#codes
    const isWhole = 2 * rows * paddedLength(groups.length) <= LARGEST_TABLE
    this.groups = isWhole ? groups : single(this.orientations)
    this.stride = paddedLength(this.groups.length)
    this.#rows = isWhole ? rows : 0
    this.table = isWhole ? this.#tableOfTetrahedra() : this.pairs
    this.#weights = new Float64Array(this.stride)
    this.#members = new Float64Array(this.orientations)
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

  /** The same, and remembers it for `pick`. */
  weigh(codeA: number, codeB: number): number {
    this.#codeA = codeA
    this.#codeB = codeB
    this.#total = this.#rows === 0 ? this.#weighByPairs() : this.#weighByTetrahedra()
    return this.#total
  }

  /** Draws an orientation with the probabilities of what was weighed last. */
  pick(choices: Choices): number {
    if (this.orientations === 1) return 0
    const group = choices.pick(this.#weights, this.groups.length, this.#total)
    const { orientations, differing } = this.groups[group]!
    if (orientations.length === 1) return orientations[0]!
    const code = differing === 0 ? this.#codeA : this.#codeB
    const members = this.#members
    let total = 0
    for (let k = 0; k < orientations.length; k++) {
      members[k] = this.#shownFactor(differing, code, orientations[k]!)
      total += members[k]!
    }
    return orientations[choices.pick(members, orientations.length, total)]!
  }

  #weighByTetrahedra(): number {
    const { table, stride, groups } = this
    const weights = this.#weights
    const a = Math.imul(this.#codeA, stride)
    const b = Math.imul(this.#rows + this.#codeB, stride)
    const count = groups.length
    let total = 0
    for (let k = 0; k < count; k = (k + 1) | 0) {
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

  #weighByPairs(): number {
    const { table, orientations } = this
    const weights = this.#weights
    const p = this.#rowOfFirst(0, this.#codeA)
    const q = this.#rowOfSecond(1, this.#codeA)
    const r = this.#rowOfFirst(2, this.#codeB)
    const s = this.#rowOfSecond(3, this.#codeB)
    let total = 0
    for (let k = 0; k < orientations; k = (k + 1) | 0) {
      const weight = table[p + k]! * table[q + k]! * (table[r + k]! * table[s + k]!)
      weights[k] = weight
      total += weight
    }
    return total
  }

  /** What one tetrahedron of neighbours makes of an orientation. */
  #shownFactor(tetrahedron: number, code: number, orientation: number): number {
    const first = this.#rowOfFirst(2 * tetrahedron, code)
    const second = this.#rowOfSecond(2 * tetrahedron + 1, code)
    return this.pairs[first + orientation]! * this.pairs[second + orientation]!
  }

  /** Start of the row of a pair of directions for the lower, or upper, half of a tetrahedron's code. */
  #rowOfFirst(pair: number, code: number): number {
    return (pair * this.#codes + code - this.#codes * this.#upperHalf(code)) * this.pairStride
  }

  #rowOfSecond(pair: number, code: number): number {
    return (pair * this.#codes + this.#upperHalf(code)) * this.pairStride
  }

  /** The quotient by multiplication: (code + ½)/codes stays far enough from an integer. */
  #upperHalf(code: number): number {
    return ((code + 0.5) * this.#perCode) | 0
  }

  /** Of a group, what all of it shows to one tetrahedron, and the sum of what it shows to the other. */
  #tableOfTetrahedra(): Float64Array {
    const { pairs, pairStride, stride } = this
    const codes = this.#codes
    const table = new Float64Array(2 * this.#rows * stride)
    let row = 0
    for (const tetrahedron of [0, 1]) {
      const counted = this.groups.map(({ orientations, differing }) =>
        Int32Array.from(differing === tetrahedron ? orientations : orientations.slice(0, 1)),
      )
      const first = 2 * tetrahedron * codes
      for (let q = first + codes; q < first + 2 * codes; q++) {
        for (let p = first; p < first + codes; p++) {
          for (let k = 0; k < counted.length; k++) {
            const members = counted[k]!
            let sum = 0
            for (let m = 0; m < members.length; m++) {
              const orientation = members[m]!
              sum += pairs[p * pairStride + orientation]! * pairs[q * pairStride + orientation]!
            }
            table[row + k] = sum
          }
          row += stride
        }
      }
    }
    return table
  }
}

function paddedLength(entries: number): number {
  return entries === 1 ? 1 : 4 * Math.ceil(entries / 4)
}

function single(orientations: number): OrientationGroup[] {
  return Array.from({ length: orientations }, (_, k) => ({ orientations: [k], differing: 0 }))
}

/** [orientation] → classes shown to A and to B */
function shownToBoth({ model }: Hamiltonian, species: number): [string, string][] {
  const { states, contacts } = model
  return Array.from({ length: states.orientations[species]! }, (_, k) => {
    const at = 8 * (states.first[species]! + k)
    return [
      contacts.shown.subarray(at, at + 4).join(),
      contacts.shown.subarray(at + 4, at + 8).join(),
    ]
  })
}

/** [pair][code of two classes][orientation] → e^(−βg) of the contacts in directions 2·pair and 2·pair + 1. */
function pairFactors(hamiltonian: Hamiltonian, species: number, stride: number): Float64Array {
  const { states, contacts } = hamiltonian.model
  const { classes, shown, nearest } = contacts
  const codes = classes * classes
  const energy = (state: number, direction: number, seen: number) =>
    hamiltonian.contact[nearest[shown[8 * state + direction]! * classes + seen]!]!
  const factors = new Float64Array(4 * codes * stride)
  for (let row = 0; row < 4 * codes; row++) {
    const [pair, code] = [Math.floor(row / codes), row % codes]
    const [one, other] = [code % classes, Math.floor(code / classes)]
    for (let k = 0; k < states.orientations[species]!; k++) {
      const state = states.first[species]! + k
      const sum = energy(state, 2 * pair, one) + energy(state, 2 * pair + 1, other)
      factors[row * stride + k] = exp(-sum * ENERGY_UNIT)
    }
  }
  return factors
}
