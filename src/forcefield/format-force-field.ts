import {
  CELSIUS_TEMPERATURE,
  type Dimension,
  LENGTH,
  MOLAR_ENERGY,
  MOLAR_ENTROPY,
  MOLAR_MASS,
  MOLAR_VOLUME,
  STIFFNESS,
} from '../units/dimension.ts'
import { formatQuantity } from '../units/quantity.ts'
import type {
  ContactData,
  ForceField,
  IonScaling,
  Parameter,
  ShellBranch,
  ShellData,
  SpeciesData,
} from './force-field.ts'

const energy = (value: number) => formatQuantity(value, MOLAR_ENERGY)
const length = (value: number | null) => (value === null ? null : formatQuantity(value, LENGTH))

/** The force field as the data of its YAML form, nothing left to defaults; `parseForceField` reads it back to the same data. */
export function plainForceField(forceField: ForceField): object {
  const { name, spacing, network, species, contacts, shells, dielectric, cohesion, libration } =
    forceField
  return {
    name,
    spacing: plainParameter(spacing, LENGTH),
    network,
    species: Object.fromEntries(species.map((s) => [s.name, plainSpecies(s)])),
    contacts: contacts.map(plainContact),
    shells: shells.map(plainShell),
    dielectric: dielectric && {
      ...dielectric,
      from: formatQuantity(dielectric.from, CELSIUS_TEMPERATURE),
      to: formatQuantity(dielectric.to, CELSIUS_TEMPERATURE),
    },
    cohesion: cohesion && { ...cohesion, value: energy(cohesion.value) },
    libration: plainParameter(libration, STIFFNESS),
  }
}

function plainSpecies({ name: _, charge, patterns, ...species }: SpeciesData): object {
  return {
    charge,
    faces: patterns.length === 1 ? patterns[0] : patterns,
    ...species,
    molarMass: plainParameter(species.molarMass, MOLAR_MASS),
    radius: plainParameter(species.radius, LENGTH),
    hydration: species.hydration && {
      ...species.hydration,
      distance: length(species.hydration.distance),
    },
    partialMolarVolume: plainParameter(species.partialMolarVolume, MOLAR_VOLUME),
  }
}

function plainContact(contact: ContactData): object {
  return {
    ...contact,
    enthalpy: energy(contact.enthalpy),
    entropy: formatQuantity(contact.entropy, MOLAR_ENTROPY),
    scaling: plainScaling(contact.scaling),
  }
}

function plainShell(shell: ShellData): object {
  return {
    ...shell,
    weights: Object.fromEntries(shell.weights.map(({ of, weight }) => [of, weight])),
    above: plainBranch(shell.above),
    below: plainBranch(shell.below),
    scaling: plainScaling(shell.scaling),
  }
}

function plainScaling(scaling: IonScaling | null): object | null {
  return (
    scaling && {
      charge: scaling.charge,
      referenceRadius: length(scaling.referenceRadius),
      referenceDistance: length(scaling.referenceDistance),
    }
  )
}

function plainBranch(branch: ShellBranch | null): object | null {
  return branch && { ...branch, coefficient: energy(branch.coefficient) }
}

function plainParameter(parameter: Parameter | null, dimension: Dimension): object | null {
  return parameter && { ...parameter, value: formatQuantity(parameter.value, dimension) }
}
