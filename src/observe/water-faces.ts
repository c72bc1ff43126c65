import { type LatticeModel, speciesIndex } from '../model/lattice-model.ts'
import type { Face } from '../model/states.ts'

/** The species that observables speak of as water. */
export const WATER = 'H2O'

/** What a face can do in a hydrogen bond of water. */
export const FACE = {
  none: 0,
  /** an O–H arm of water */
  donor: 1,
  /** a lone pair of water in the straight or in the bent direction */
  straight: 2,
  bent: 3,
  /** an accepting face of an anion */
  anionic: 4,
  /** an accepting face of another solvent */
  solvent: 5,
} as const

/** Number of entries of `FACE`. */
export const FACES = 6

/** [state × 8 + direction] → entry of `FACE`. */
export function waterFaces(model: LatticeModel): Uint8Array {
  const water = speciesIndex(model, WATER)
  const meaning = model.states.faces.map((face) => meaningOf(face, model, water))
  return model.states.faceShown.map((face) => meaning[face]!)
}

/** Whether anything but water and anions takes up bonds of water. */
export function hasOtherAcceptors(model: LatticeModel): boolean {
  return waterFaces(model).includes(FACE.solvent)
}

function meaningOf({ species, name }: Face, model: LatticeModel, water: number): number {
  if (name === 'anionic') return model.charges[species]! < 0 ? FACE.anionic : FACE.none
  if (name === 'donor') return species === water ? FACE.donor : FACE.none
  if (name === 'acceptor') return species === water ? FACE.straight : FACE.solvent
  if (name === 'acceptor-bent') return species === water ? FACE.bent : FACE.solvent
  return FACE.none
}
