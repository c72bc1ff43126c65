import type { ForceField, SpeciesData } from '../forcefield/force-field.ts'
import { saltsOf } from '../forcefield/salt.ts'
import type { Present } from './observable-needs.ts'
import type { Composition } from './scenario.ts'

/** The species that a composition names, those of amount 0 included, in the order of the force field. */
export function speciesNamed(
  composition: Composition,
  { species }: ForceField,
): readonly SpeciesData[] {
  const names = new Set(namesIn(composition, species))
  return species.filter(({ name }) => names.has(name))
}

/** What decides on observables, once the numbers of particles are known. */
export function presentIn(
  forceField: ForceField,
  counts: Readonly<Record<string, number>>,
): Present {
  const species = forceField.species.filter(({ name }) => Object.hasOwn(counts, name))
  return { forceField, species, counts }
}

function namesIn(composition: Composition, species: readonly SpeciesData[]): string[] {
  if (composition.kind === 'counts') return Object.keys(composition.counts)
  const salts = saltsOf(species)
  const ions = Object.keys(composition.salts).flatMap((formula) => {
    const salt = salts.get(formula)
    return salt === undefined ? [] : [salt.cation.name, salt.anion.name]
  })
  const solvents = Object.entries(composition.solvents).filter(([, fraction]) => fraction > 0)
  return [...solvents.map(([name]) => name), ...ions]
}
