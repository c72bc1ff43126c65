import type { Scenario } from '../scenario/scenario.ts'
import { AVOGADRO } from '../units/constants.ts'
import { type DensityTable, WATER_DENSITY } from './density.ts'
import { impossible } from './impossible-composition.ts'
import { type Molalities, molalitiesAt, needsVolume, type Recipe, recipeOf } from './recipe.ts'
import { measuredVolume, type SolutionVolume, volumeAtDensity } from './solution-volume.ts'

const CUBIC_CENTIMETRES = 1e-24
const ITERATIONS = 2000

/** A solution that was asked for, before it is divided into particles. */
export interface Solution extends SolutionVolume {
  readonly recipe: Recipe
  readonly molalities: Molalities
}

/** Å³ a site: half the volume (2d/√3)³ of a conventional bcc cell of nearest-neighbour distance d in Å. */
export function siteVolume(spacing: number): number {
  const edge = (2 * spacing) / Math.sqrt(3)
  return (edge * edge * edge) / 2
}

/** cm³ that a mole of boxes of so many sites takes. */
export function molarVolume(sites: number, spacing: number): number {
  return sites * AVOGADRO * siteVolume(spacing) * CUBIC_CENTIMETRES
}

/**
 * The solution of a scenario: molalities and volume that agree with each other. Amounts per litre
 * depend on the volume, which depends on the amounts: iterated to 12 digits, each step shrinking the
 * error by the share of the volume that the salts take. Throws InputError if that does not converge.
 */
export function solutionOf(scenario: Scenario, table: DensityTable): Solution {
  const recipe = recipeOf(scenario)
  let volume = 1000 / WATER_DENSITY
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const molalities = molalitiesAt(recipe, volume)
    const next = volumeOf(recipe, molalities, scenario, table)
    if (!(next.volume > 0) || !Number.isFinite(next.volume)) break
    if (!needsVolume(recipe) || Math.abs(next.volume - volume) <= 1e-12 * volume) {
      return { ...next, recipe, molalities }
    }
    volume = next.volume
  }
  throw impossible(
    'composition.salts',
    'no solution holds that much salt: it would take up the whole volume',
    'lower the concentrations, or give `density`',
  )
}

function volumeOf(
  recipe: Recipe,
  molalities: Molalities,
  { density, forceField }: Scenario,
  table: DensityTable,
): SolutionVolume {
  if (density.kind === 'auto') return measuredVolume(recipe, molalities, table)
  if (density.kind === 'mass') {
    return { volume: volumeAtDensity(recipe, molalities, density.density), source: 'given' }
  }
  const ions = recipe.salts.map(
    ({ salt }, index) => molalities[index]! * (salt.cations + salt.anions),
  )
  const particles = recipe.solvents.reduce((sum, { moles }) => sum + moles, 0)
  const sites = ions.reduce((sum, n) => sum + n, particles) / (1 - density.fraction)
  return { volume: molarVolume(sites, forceField.spacing.value), source: density.kind }
}

/** Particles in a box per mole that a kilogram of solvents is mixed with. */
export function particlesPerMole({ volume }: Solution, sites: number, spacing: number): number {
  return molarVolume(sites, spacing) / volume
}

/** g/cm³ of `grams` per mole of boxes, that is Σ count × molar mass, in a box of `sites`. */
export function boxDensity(grams: number, sites: number, spacing: number): number {
  return grams / molarVolume(sites, spacing)
}
