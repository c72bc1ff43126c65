import type { ForceField } from '../forcefield/force-field.ts'
import { networkSpecies } from '../forcefield/species-kinds.ts'
import { WATER_DENSITY } from '../model/density.ts'
import { siteVolume } from '../model/solution.ts'
import { AVOGADRO } from '../units/constants.ts'

const CUBIC_CENTIMETRES = 1e-24

/** Share of sites that water takes at the density that it has at 25 °C; 0 where it has no molar mass. */
export function waterFilling(forceField: ForceField): number {
  const mass = networkSpecies(forceField)?.molarMass?.value ?? 0
  const perSite = siteVolume(forceField.spacing.value) * CUBIC_CENTIMETRES
  return mass > 0 ? (WATER_DENSITY * perSite * AVOGADRO) / mass : 0
}
