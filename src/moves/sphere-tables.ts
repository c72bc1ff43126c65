import { digits } from '../model/facing.ts'
import { ENERGY_UNIT, type Hamiltonian } from '../model/hamiltonian.ts'
import type { LatticeModel } from '../model/lattice-model.ts'
import { exp } from '../numeric/exp.ts'

/** Classes above which the tables by facing code would be too large. */
const MOST_CLASSES = 12

/** Whether a species has one orientation, and neither counts in shells or second neighbours nor has any. */
export function isBareSphere({ states, shells, contacts }: LatticeModel, species: number): boolean {
  const size = states.first.length
  if (states.orientations[species] !== 1 || contacts.classes > MOST_CLASSES) return false
  for (let other = 1; other < size; other++) {
    for (const weight of shells.weight) {
      if (weight[species * size + other] !== 0 || weight[other * size + species] !== 0) return false
    }
    if (contacts.second[species * size + other] !== 0) return false
  }
  return true
}

/** Sum of the contact energies of a species of one orientation, by facing code of a tetrahedron. */
export class SphereTables {
  /** [code] → Boltzmann factor of the contacts with tetrahedron A; the same for B. */
  readonly weightA: Float64Array
  readonly weightB: Float64Array
  /** [direction] → what the species adds to the facing code of a site that sees it in that direction */
  readonly term: Int32Array
  /** [code × kinds + kind] → number of contacts */
  readonly #countA: Uint8Array
  readonly #countB: Uint8Array
  readonly #kinds: number

  constructor({ model, contact }: Hamiltonian, species: number) {
    const { classes, shown, nearest, kinds } = model.contacts
    const digit = digits(classes)
    const codes = digit[4]!
    const own = 8 * model.states.first[species]!
    this.#kinds = kinds.length
    this.term = Int32Array.from({ length: 8 }, (_, d) => shown[own + (d ^ 4)]! * digit[d % 4]!)
    const kindAt = (code: number, d: number) =>
      nearest[shown[own + d]! * classes + (Math.floor(code / digit[d % 4]!) % classes)]!
    const weights = (directions: number[]) =>
      Float64Array.from({ length: codes }, (_, code) =>
        exp(-directions.reduce((sum, d) => sum + contact[kindAt(code, d)]!, 0) * ENERGY_UNIT),
      )
    const counts = (directions: number[]) =>
      Uint8Array.from({ length: codes * kinds.length }, (_, index) => {
        const code = Math.floor(index / kinds.length)
        return directions.filter((d) => kindAt(code, d) === index % kinds.length).length
      })
    this.weightA = weights([0, 1, 2, 3])
    this.weightB = weights([4, 5, 6, 7])
    this.#countA = counts([0, 1, 2, 3])
    this.#countB = counts([4, 5, 6, 7])
  }

  /** Adds (with `sign` −1 takes away) the contacts of a molecule with the two tetrahedra around it. */
  recount(contacts: Float64Array, codeA: number, codeB: number, sign: number): void {
    const kinds = this.#kinds
    for (let kind = 0; kind < kinds; kind++) {
      const count = this.#countA[codeA * kinds + kind]! + this.#countB[codeB * kinds + kind]!
      contacts[kind] = contacts[kind]! + sign * count
    }
  }
}
