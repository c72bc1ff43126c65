import type { SpeciesData } from '../forcefield/force-field.ts'
import { orientationsOf } from '../lattice/orientations.ts'

/** The vacancy is species 0 and state 0. */
export const VACANT = 0

/** What a vacancy shows. */
export const EMPTY_FACE = 'empty'

/** A face as it can be met: whose it is and what it is called. */
export interface Face {
  /** Index of the species; 0 for the vacancy. */
  readonly species: number
  readonly name: string
}

/** The states a site can be in: a species and one of its orientations, numbered in file order. */
export interface States {
  /** Species of each state. */
  readonly species: Uint8Array
  /** First state of each species; its orientations follow one another. */
  readonly first: Uint8Array
  /** Number of orientations of each species. */
  readonly orientations: Uint8Array
  /** All distinct faces, the vacancy's first. */
  readonly faces: readonly Face[]
  /** [state × 8 + direction] → index into `faces`. */
  readonly faceShown: Uint8Array
}

/**
 * Numbers the states of a set of species, the vacancy first.
 * @throws RangeError where there are more than 255 states or faces
 */
export function enumerateStates(species: readonly SpeciesData[]): States {
  const images = [[Array<string>(8).fill(EMPTY_FACE)]]
  for (const { patterns } of species) images.push(orientationsOf(patterns))

  const faces: Face[] = []
  const shown: number[] = []
  const speciesOf: number[] = []
  const first: number[] = []
  for (const [index, orientations] of images.entries()) {
    first.push(speciesOf.length)
    for (const pattern of orientations) {
      speciesOf.push(index)
      for (const name of pattern) {
        let face = faces.findIndex((known) => known.species === index && known.name === name)
        if (face < 0) face = faces.push({ species: index, name }) - 1
        shown.push(face)
      }
    }
  }
  if (speciesOf.length > 255 || faces.length > 255) {
    throw new RangeError(`${speciesOf.length} states and ${faces.length} faces; 255 is the limit`)
  }
  return {
    species: Uint8Array.from(speciesOf),
    first: Uint8Array.from(first),
    orientations: Uint8Array.from(images, (orientations) => orientations.length),
    faces,
    faceShown: Uint8Array.from(shown),
  }
}
