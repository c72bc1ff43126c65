import type { LatticeModel } from '../model/lattice-model.ts'

/** A species as observables speak of it. */
export interface NamedSpecies {
  readonly name: string
  /** Its index in the tables of the model. */
  readonly index: number
}

/** The species of a model whose charge fits, in the order of the model; the vacancy is none. */
export function speciesByCharge(
  { species, charges }: LatticeModel,
  fits: (charge: number) => boolean,
): NamedSpecies[] {
  return species
    .map(({ name }, k) => ({ name, index: k + 1 }))
    .filter(({ index }) => fits(charges[index]!))
}

/** [species] → 1 where its charge fits, the vacancy's 0 */
export function chargeMask(
  { charges }: LatticeModel,
  fits: (charge: number) => boolean,
): Uint8Array {
  return Uint8Array.from(charges, (charge, index) => (index > 0 && fits(charge) ? 1 : 0))
}

export const isCation = (charge: number): boolean => charge > 0
export const isAnion = (charge: number): boolean => charge < 0
export const isIon = (charge: number): boolean => charge !== 0
