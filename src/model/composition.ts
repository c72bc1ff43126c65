import type { SpeciesData } from '../forcefield/force-field.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { type CompositionWarning, compositionWarnings } from './composition-warnings.ts'
import type { DensityTable } from './density.ts'
import { impossible } from './impossible-composition.ts'
import { boxDensity, particlesPerMole, type Solution, solutionOf } from './solution.ts'
import type { DensitySource } from './solution-volume.ts'

/** A scenario's composition as whole particles on its lattice. */
export interface ComposedSystem {
  /** Particles of each species that the scenario names, in the order of the force field. */
  readonly counts: Readonly<Record<string, number>>
  readonly vacancies: number
  readonly sites: number
  /** g/cm³ of the box as filled; null if a molar mass is unknown. */
  readonly density: number | null
  readonly densitySource: DensitySource
  /** mol per kg of all solvents, by salt, as really present; null for exact counts. */
  readonly molality: Readonly<Record<string, number>> | null
  /** Elementary charges of the box. */
  readonly charge: number
  readonly warnings: readonly CompositionWarning[]
}

/**
 * Fills the lattice of a scenario: whole formula units of each salt, so that the box stays neutral,
 * and solvents at the density asked for. `table` holds measured densities at 25 °C, which are used
 * at all temperatures. Throws InputError if the particles do not fit on the sites.
 */
export function composeSystem(scenario: Scenario, table: DensityTable): ComposedSystem {
  const { composition, forceField, cells } = scenario
  const sites = 2 * cells * cells * cells
  const solution = composition.kind === 'solution' ? solutionOf(scenario, table) : null
  const units = solution === null ? [] : formulaUnits(solution, scenario, sites)
  const counted =
    composition.kind === 'counts'
      ? new Map(Object.entries(composition.counts))
      : solutionCounts(solution!, units, { scenario, sites })

  const present = forceField.species.filter(({ name }) => counted.has(name))
  const total = sumOver(present, ({ name }) => counted.get(name)!)
  if (total > sites) {
    throw impossible(
      'composition',
      `${total} particles do not fit on ${sites} sites`,
      'lower the concentration or the density; more cells would hold more of both',
    )
  }
  const grams = sumOver(
    present,
    ({ name, molarMass }) => counted.get(name)! * (molarMass?.value ?? 0),
  )
  const weighed = present.every(({ molarMass }) => molarMass !== null)
  const molality = solution === null ? null : realisedMolality(solution, units, counted)
  const counts = Object.fromEntries(present.map(({ name }) => [name, counted.get(name)!]))
  return {
    counts,
    vacancies: sites - total,
    sites,
    density: weighed ? boxDensity(grams, sites, forceField.spacing.value) : null,
    densitySource: solution?.source ?? 'given',
    molality,
    charge: sumOver(present, ({ name, charge }) => counted.get(name)! * charge),
    warnings: compositionWarnings(scenario, { counts, sites, solution, molality }),
  }
}

/** Whole formula units of each salt of the recipe. */
function formulaUnits(solution: Solution, { forceField }: Scenario, sites: number): number[] {
  const perMole = particlesPerMole(solution, sites, forceField.spacing.value)
  return solution.molalities.map((molality) => Math.round(molality * perMole))
}

function solutionCounts(
  solution: Solution,
  units: readonly number[],
  { scenario, sites }: { scenario: Scenario; sites: number },
): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (name: string, count: number) => counts.set(name, (counts.get(name) ?? 0) + count)
  const perMole = particlesPerMole(solution, sites, scenario.forceField.spacing.value)
  for (const { species, moles } of solution.recipe.solvents) {
    add(species.name, Math.round(moles * perMole))
  }
  for (const [index, { salt }] of solution.recipe.salts.entries()) {
    add(salt.cation.name, units[index]! * salt.cations)
    add(salt.anion.name, units[index]! * salt.anions)
  }
  const { density } = scenario
  const vacant = 'fraction' in density ? density.fraction : null
  if (vacant !== null) {
    // The main solvent takes up what rounding leaves, so that the vacancies are as many as asked for.
    const wanted = Math.round(sites * (1 - vacant))
    const main = solution.recipe.solvents.reduce((a, b) => (b.moles > a.moles ? b : a)).species.name
    const rest = [...counts.values()].reduce((sum, count) => sum + count, 0)
    counts.set(main, Math.max(0, counts.get(main)! + wanted - rest))
  }
  return counts
}

function realisedMolality(
  { recipe }: Solution,
  units: readonly number[],
  counts: ReadonlyMap<string, number>,
): Record<string, number> {
  const kilograms = recipe.solvents.reduce(
    (sum, { species: { name, molarMass } }) => sum + (counts.get(name)! * molarMass!.value) / 1000,
    0,
  )
  return Object.fromEntries(
    recipe.salts.map(({ salt }, index) => [
      salt.formula,
      kilograms > 0 ? units[index]! / kilograms : 0,
    ]),
  )
}

function sumOver(species: readonly SpeciesData[], term: (species: SpeciesData) => number): number {
  return species.reduce((sum, s) => sum + term(s), 0)
}
