import type { ForceField } from '../forcefield/force-field.ts'
import { WATER_DENSITY } from '../model/density.ts'
import { siteVolume } from '../model/solution.ts'
import { WATER } from '../observe/water-faces.ts'
import { AVOGADRO } from '../units/constants.ts'

const CUBIC_CENTIMETRES = 1e-24

/** Share of sites that water takes at the density that it has at 25 °C; 0 where it has no molar mass. */
export function waterFilling({ species, spacing }: ForceField): number {
  const mass = species.find(({ name }) => name === WATER)?.molarMass?.value ?? 0
  const perSite = siteVolume(spacing.value) * CUBIC_CENTIMETRES
  return mass > 0 ? (WATER_DENSITY * perSite * AVOGADRO) / mass : 0
}
