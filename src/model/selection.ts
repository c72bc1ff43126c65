import type { Selector, SpeciesData } from '../scenario/force-field.ts'
import { select } from '../scenario/selector.ts'

/** Whether a selector means this face of a species; without a face, the species as a whole. */
export function selects(selector: Selector, species: SpeciesData, face: string | null): boolean {
  const selected = select(selector, [species])
  return selected.species.length > 0 && (selected.face === null || selected.face === face)
}
