import type { ForceField, SpeciesData } from './force-field.ts'

/** Kinds of species: the only place that defines them. */

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

/** Whether a system names the species that forms the network, even if it has 0 particles of it. */
export function hasNetwork(forceField: ForceField, counts: Counts): boolean {
  const network = networkSpecies(forceField)
  return network !== null && Object.hasOwn(counts, network.name)
}

/** Its number of particles; 0 without a network. */
export function networkCount(forceField: ForceField, counts: Counts): number {
  return hasNetwork(forceField, counts) ? counts[forceField.network!]! : 0
}

/** The name of the species that forms the network. @throws RangeError for a force field without one */
export function networkName({ name, network }: ForceField): string {
  if (network === null) throw new RangeError(`force field ${name} names no species under network`)
  return network
}
