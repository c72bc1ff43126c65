import type { ForceField, SpeciesData } from './force-field.ts'

/** What species are to each other: the one place that says which of them are meant by a word. */

type Charged = Pick<SpeciesData, 'charge'>

export const isIon = ({ charge }: Charged): boolean => charge !== 0
export const isNeutral = ({ charge }: Charged): boolean => charge === 0
export const isCation = ({ charge }: Charged): boolean => charge > 0
export const isAnion = ({ charge }: Charged): boolean => charge < 0

/** Whether it may stand next to a cation as one of its ligands: anions and all that is neutral. */
export const isLigand = ({ charge }: Charged): boolean => charge <= 0

export const isSolvent = ({ solvent }: Pick<SpeciesData, 'solvent'>): boolean => solvent

/**
 * The species whose network of hydrogen bonds, and whose ice, observables and starts are about; null for a force
 * field without one, such as that of a bare lattice gas.
 */
export function networkSpecies({ network, species }: ForceField): SpeciesData | null {
  return species.find(({ name }) => name === network) ?? null
}

type Counts = Readonly<Record<string, number>>

/** Whether a system knows the species that forms the network, be it in no amount. */
export function hasNetwork(forceField: ForceField, counts: Counts): boolean {
  const network = networkSpecies(forceField)
  return network !== null && Object.hasOwn(counts, network.name)
}

/** Its number of particles; 0 where there is none. */
export function networkCount(forceField: ForceField, counts: Counts): number {
  return hasNetwork(forceField, counts) ? counts[forceField.network!]! : 0
}

/** The name of the species that forms the network. @throws RangeError for a force field without one */
export function networkName({ name, network }: ForceField): string {
  if (network === null) throw new RangeError(`force field ${name} names no species under network`)
  return network
}
