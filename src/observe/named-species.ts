import type { SpeciesData } from '../forcefield/force-field.ts'
import type { LatticeModel } from '../model/lattice-model.ts'

/** Name and index of a species. */
export interface NamedSpecies {
  readonly name: string
  /** Its index in the tables of the model. */
  readonly index: number
}

/** The species of a model that fit, in the order of the model; the vacancy is none. */
export function speciesThat(
  { species }: LatticeModel,
  fit: (species: SpeciesData) => boolean,
): NamedSpecies[] {
  return species.flatMap((own, k) => (fit(own) ? [{ name: own.name, index: k + 1 }] : []))
}

/** [species] → 1 where it fits, the vacancy's 0 */
export function speciesMask(
  { species }: LatticeModel,
  fits: (species: SpeciesData) => boolean,
): Uint8Array {
  return Uint8Array.from([0, ...species.map((own) => Number(fits(own)))])
}
