import type { ForceField, SpeciesData } from '../forcefield/force-field.ts'
import { networkSpecies } from '../forcefield/species-kinds.ts'
import { type Contacts, resolveContacts } from './contacts.ts'
import { compileShells, type Shells } from './shells.ts'
import { enumerateStates, type States } from './states.ts'

/** A force field compiled for the species of one system. Nothing in it depends on temperature. */
export interface LatticeModel {
  readonly forceField: ForceField
  /** The species present; index k here is species k + 1 of the tables, the vacancy being 0. */
  readonly species: readonly SpeciesData[]
  /** Elementary charges by species index, the vacancy's first. */
  readonly charges: Int8Array
  readonly states: States
  readonly contacts: Contacts
  readonly shells: Shells
}

/**
 * Compiles a force field for the species named, in their order in the file.
 * @throws RangeError for a species the force field does not have
 */
export function compileModel(forceField: ForceField, present: readonly string[]): LatticeModel {
  for (const name of present) {
    if (!forceField.species.some((species) => species.name === name)) {
      throw new RangeError(`force field ${forceField.name} has no species ${name}`)
    }
  }
  const species = forceField.species.filter(({ name }) => present.includes(name))
  const states = enumerateStates(species)
  return {
    forceField,
    species,
    charges: Int8Array.from([0, ...species.map(({ charge }) => charge)]),
    states,
    contacts: resolveContacts(species, forceField, states),
    shells: compileShells(species, forceField.shells),
  }
}

/** Table index of the species that forms the network of hydrogen bonds; −1 where there is none. */
export function networkIndex(model: LatticeModel): number {
  const network = networkSpecies(model.forceField)
  return network === null ? -1 : speciesIndex(model, network.name)
}

/** Table index of a species by name; −1 where it is not present. */
export function speciesIndex(model: LatticeModel, name: string): number {
  const index = model.species.findIndex((species) => species.name === name)
  return index < 0 ? -1 : index + 1
}
