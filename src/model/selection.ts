import type { Selector, SpeciesData } from '../forcefield/force-field.ts'
import { select } from '../forcefield/selector.ts'

/** Whether a selector means this face of a species; without a face, the species as a whole. */
export function selects(selector: Selector, species: SpeciesData, face: string | null): boolean {
  const selected = select(selector, [species])
  return selected.species.length > 0 && (selected.face === null || selected.face === face)
}
