import type { SpeciesData } from '../forcefield/force-field.ts'
import type { Salt } from '../forcefield/salt.ts'
import { apparentVolume, type DensityTable, isTabulated, molarMassOf } from './density.ts'
import { impossible } from './impossible-composition.ts'
import type { Molalities, Recipe } from './recipe.ts'

/** Where a density comes from, the best first. */
export const DENSITY_SOURCES = [
  'given',
  'measured',
  'mixing-rule',
  'partial-volumes',
  'vacancies',
  'pressure',
] as const
export type DensitySource = (typeof DENSITY_SOURCES)[number]

export interface SolutionVolume {
  /** cm³ per kg of solvents. */
  readonly volume: number
  readonly source: DensitySource
}

/**
 * The volume at 25 °C from what has been measured: a single salt in water from its own table; else,
 * if all salts are tabulated, additive apparent molar volumes, each at the ionic strength of the
 * mixture (Young's rule), held at the ends of its table; else molar volumes of the solvents and
 * partial molar volumes of the ions at infinite dilution. Throws InputError if one of these is unknown.
 */
export function measuredVolume(
  recipe: Recipe,
  molalities: Molalities,
  table: DensityTable,
): SolutionVolume {
  const present = recipe.salts
    .map(({ salt }, index) => ({ salt, molality: molalities[index]! }))
    .filter(({ molality }) => molality > 0)
  const solvent = measuredSolvent(recipe, table)
  const pure = solvent === null ? solventVolume(recipe) : 1000 / solvent
  if (present.length === 0) {
    return { volume: pure, source: solvent === null ? 'partial-volumes' : 'measured' }
  }

  const strength = present.reduce((sum, { salt, molality }) => sum + molality * strengthOf(salt), 0)
  const parts = present.map(({ salt, molality }) => {
    const apparent =
      solvent === null ? null : apparentVolume(table, salt, strength / strengthOf(salt))
    return apparent === null ? null : molality * apparent
  })
  if (parts.every((part) => part !== null)) {
    const [only] = present
    const measured = present.length === 1 && isTabulated(table, only!.salt.formula, only!.molality)
    return {
      volume: parts.reduce((sum, part) => sum + part, pure),
      source: measured ? 'measured' : 'mixing-rule',
    }
  }
  const ions = present.reduce((sum, { salt, molality }) => sum + molality * dilute(salt), 0)
  return { volume: pure + ions, source: 'partial-volumes' }
}

/** The volume of a solution of a density in g/cm³. */
export function volumeAtDensity(recipe: Recipe, molalities: Molalities, density: number): number {
  const salts = recipe.salts.map(({ salt }, index) => molalities[index]! * molarMassOf(salt))
  return salts.reduce((sum, mass) => sum + mass, 1000) / density
}

/** ½ Σ ν z²: the ionic strength of a solution of unit molality. */
function strengthOf({ cation, anion, cations, anions }: Salt): number {
  const squares = cations * cation.charge * cation.charge + anions * anion.charge * anion.charge
  return squares / 2
}

/** g/cm³ of the only solvent of a recipe by itself, where it is that of the table; null otherwise. */
function measuredSolvent({ solvents }: Recipe, table: DensityTable): number | null {
  if (solvents.length !== 1) return null
  const [first] = table.get(solvents[0]!.species.name) ?? []
  return first?.molality === 0 ? first.density : null
}

function solventVolume({ solvents }: Recipe): number {
  return solvents.reduce((sum, { species, moles }) => sum + moles * molarVolume(species), 0)
}

function dilute({ cation, anion, cations, anions }: Salt): number {
  return cations * molarVolume(cation) + anions * molarVolume(anion)
}

function molarVolume({ name, partialMolarVolume }: SpeciesData): number {
  if (partialMolarVolume !== null) return partialMolarVolume.value
  throw impossible(
    'density',
    `no density can be estimated: the partial molar volume of ${name} is unknown`,
    'give `density`, or the partialMolarVolume of the species in the force field',
  )
}
