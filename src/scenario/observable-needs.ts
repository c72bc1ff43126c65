import { bondsToItself } from '../forcefield/contact-schema.ts'
import type { ForceField, SpeciesData } from '../forcefield/force-field.ts'
import {
  isAnion,
  isCation,
  isIon,
  isLigand,
  isSolvent,
  networkSpecies,
} from '../forcefield/species-kinds.ts'

/** What an observable may need of a system. */
export type Need = 'network' | 'fiveOfNetwork' | 'bonds' | 'ions' | 'cations' | 'anions' | 'ligands'

/** The part of a system that decides on observables: its force field, and the species that it names. */
export interface Present {
  readonly forceField: ForceField
  readonly species: readonly SpeciesData[]
  /** How many particles of each; absent as long as that is not known, which then stands in the way of nothing. */
  readonly counts?: Readonly<Record<string, number>>
}

export const NO_NETWORK = 'the force field names no species under `network`'

/** [need] → why it is not met; null where it is */
const LACKS: Readonly<Record<Need, (system: Present) => string | null>> = {
  network: ({ forceField, species }) => {
    const network = networkSpecies(forceField)
    if (network === null) return NO_NETWORK
    return species.includes(network) ? null : `there is no ${network.name}`
  },
  fiveOfNetwork: ({ forceField, counts }) => {
    const network = networkSpecies(forceField)
    if (network === null) return NO_NETWORK
    if (counts === undefined || (counts[network.name] ?? 0) >= 5) return null
    return `there are fewer than five ${network.name}`
  },
  bonds: ({ forceField }) => {
    const network = networkSpecies(forceField)
    if (network === null) return NO_NETWORK
    return bondsToItself(network) ? null : `${network.name} has no faces of donor and acceptor`
  },
  ions: ({ species }) => (species.some(isIon) ? null : 'there are no ions'),
  cations: ({ species }) => (species.some(isCation) ? null : 'there are no cations'),
  anions: ({ species }) => (species.some(isAnion) ? null : 'there are no anions'),
  ligands: ({ species }) => {
    const ofCations = species.some(isCation) && species.some(isLigand)
    const ofAnions = species.some(isAnion) && species.some(isSolvent)
    return ofCations || ofAnions ? null : 'there are no possible neighbours of ions'
  },
}

/** Why something with these needs cannot be measured in a system; null where it can. */
export function lacking(needs: readonly Need[], system: Present): string | null {
  for (const need of needs) {
    const reason = LACKS[need](system)
    if (reason !== null) return reason
  }
  return null
}
