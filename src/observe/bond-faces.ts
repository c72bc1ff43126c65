import { type LatticeModel, networkIndex } from '../model/lattice-model.ts'
import type { Face } from '../model/states.ts'

/** What a face can do in a hydrogen bond of the species that forms the network. */
export const FACE = {
  none: 0,
  /** an arm, O–H of water */
  donor: 1,
  /** a lone pair in the straight or in the bent direction */
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
export function bondFaces(model: LatticeModel): Uint8Array {
  const network = networkIndex(model)
  const meaning = model.states.faces.map((face) => meaningOf(face, model, network))
  return model.states.faceShown.map((face) => meaning[face]!)
}

/** Whether anything but the network itself and anions takes up its bonds. */
export function hasOtherAcceptors(model: LatticeModel): boolean {
  return bondFaces(model).includes(FACE.solvent)
}

function meaningOf({ species, name }: Face, model: LatticeModel, network: number): number {
  if (name === 'anionic') return model.charges[species]! < 0 ? FACE.anionic : FACE.none
  if (name === 'donor') return species === network ? FACE.donor : FACE.none
  if (name === 'acceptor') return species === network ? FACE.straight : FACE.solvent
  if (name === 'acceptor-bent') return species === network ? FACE.bent : FACE.solvent
  return FACE.none
}
