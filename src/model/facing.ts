import type { BccLattice } from '../lattice/bcc.ts'
import type { Contacts } from './contacts.ts'

/**
 * [2 × site + tetrahedron] → what the four neighbours in the directions of that tetrahedron show towards
 * the site, as one number: Σ_k class_k·classes^k. Tetrahedron 0 is A, directions 0 … 3; 1 is B, 4 … 7.
 */
export type FacingCodes = Uint16Array | Uint32Array

/**
 * [8 × state + direction] → what an occupant adds to the code of its neighbour in that direction, which
 * has it in the opposite one.
 */
export function facingTerms({ shown, classes }: Contacts): Int32Array {
  const digit = digits(classes)
  return Int32Array.from(shown, (shownClass, index) => shownClass * digit[index % 4]!)
}

/** Worth of each of the four classes in a code, and the number of codes. */
export function digits(classes: number): readonly number[] {
  const square = classes * classes
  return [1, classes, square, square * classes, square * square]
}

/** The codes of a whole configuration, [site] → state. */
export function facingCodes(
  lattice: BccLattice,
  { shown, classes }: Contacts,
  state: Uint8Array,
): FacingCodes {
  // 255 classes at most: codes stay below 2^32.
  const codes = new (digits(classes)[4]! <= 0x10000 ? Uint16Array : Uint32Array)(2 * lattice.sites)
  const neighbours = new Int32Array(8)
  for (let site = 0; site < lattice.sites; site++) {
    lattice.nearest(site, neighbours)
    for (let d = 7; d >= 0; d--) {
      const index = 2 * site + (d >> 2)
      codes[index] = codes[index]! * classes + shown[8 * state[neighbours[d]!]! + (d ^ 4)]!
    }
  }
  return codes
}
