import { NEAREST_DIRECTIONS } from '../../../src/lattice/directions.ts'
import type { Configuration } from '../../../src/model/configuration.ts'

export type Vector = [number, number, number]

/** A molecule in space: no site numbers, no tables. */
export interface Molecule {
  readonly species: string
  readonly charge: number
  /** Half-cell units. */
  readonly position: Vector
  /** What it shows in each direction, by the direction's components. */
  readonly faces: ReadonlyMap<string, string>
}

export interface Neighbour {
  readonly molecule: Molecule
  /** From the molecule in question, half-cell units. */
  readonly displacement: Vector
}

export interface Box {
  /** Half-cell units. */
  readonly size: number
  readonly molecules: readonly Molecule[]
}

export function moleculesOf({ lattice, model, state }: Configuration): Box {
  const { states } = model
  const molecules = [...state].flatMap((own, site): Molecule[] => {
    const species = model.species[states.species[own]! - 1]
    if (species === undefined) return []
    const faces = NEAREST_DIRECTIONS.map((direction, d): [string, string] => [
      direction.join(),
      states.faces[states.faceShown[8 * own + d]!]!.name,
    ])
    return [
      {
        species: species.name,
        charge: species.charge,
        position: lattice.position(site),
        faces: new Map(faces),
      },
    ]
  })
  return { size: 2 * lattice.cells, molecules }
}

/** All molecules other than this one within a distance, images apart, nearest first. */
export function neighboursOf(molecule: Molecule, box: Box, reach: number): Neighbour[] {
  const images = [-2, -1, 0, 1, 2].map((n) => n * box.size)
  const found: (Neighbour & { readonly distance: number })[] = []
  for (const other of box.molecules) {
    if (other === molecule) continue
    const stepsAlong = (j: number) =>
      images
        .map((image) => other.position[j]! - molecule.position[j]! + image)
        .filter((step) => Math.abs(step) <= reach)
    for (const x of stepsAlong(0)) {
      for (const y of stepsAlong(1)) {
        for (const z of stepsAlong(2)) {
          const distance = Math.hypot(x, y, z)
          if (distance <= reach + 1e-9) {
            found.push({ molecule: other, displacement: [x, y, z], distance })
          }
        }
      }
    }
  }
  return found.sort((a, b) => a.distance - b.distance)
}

/** The faces that two nearest neighbours turn to each other, the first molecule's first. */
export function facing(molecule: Molecule, { molecule: other, displacement }: Neighbour) {
  const opposite = displacement.map((component) => -component).join()
  return [molecule.faces.get(displacement.join())!, other.faces.get(opposite)!] as const
}

export function isNearest({ displacement }: Neighbour): boolean {
  return Math.abs(Math.hypot(...displacement) - Math.sqrt(3)) < 1e-9
}
