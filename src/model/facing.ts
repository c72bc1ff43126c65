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

/** Codes of an empty lattice, all 0. */
export function noFacingCodes({ sites }: BccLattice, { classes }: Contacts): FacingCodes {
  // 255 classes at most: codes stay below 2^32.
  return new (digits(classes)[4]! <= 0x10000 ? Uint16Array : Uint32Array)(2 * sites)
}

/** Writes the codes of a whole configuration, [site] → state, to `out`. */
export function findFacingCodes(
  { sites, kind, nearestSteps }: BccLattice,
  { shown, classes }: Contacts,
  state: Uint8Array,
  out: FacingCodes,
): void {
  for (let site = 0; site < sites; site++) {
    for (let tetrahedron = 0; tetrahedron < 2; tetrahedron++) {
      let code = 0
      for (let d = 4 * tetrahedron + 3; d >= 4 * tetrahedron; d--) {
        const neighbour = site + nearestSteps[8 * kind[site]! + d]!
        code = code * classes + shown[8 * state[neighbour]! + (d ^ 4)]!
      }
      out[2 * site + tetrahedron] = code
    }
  }
}
