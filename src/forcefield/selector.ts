import type { SpeciesData } from './force-field.ts'
import { isAnion, isCation, isIon } from './species-kinds.ts'

/** A selector taken apart. */
export interface Selected {
  /** The species it is about, in their order. */
  readonly species: readonly SpeciesData[]
  /** The face it is about; null for all of them. */
  readonly face: string | null
}

const GROUP: Readonly<Record<string, (species: SpeciesData) => boolean>> = {
  any: () => true,
  ion: isIon,
  cation: isCation,
  anion: isAnion,
}

/**
 * What a selector such as `H2O.donor` or `cation` names among the species; with a face, only the
 * species that show it. Names without any meaning select no species.
 */
export function select(selector: string, species: readonly SpeciesData[]): Selected {
  const dot = selector.indexOf('.')
  const name = dot === -1 ? selector : selector.slice(0, dot)
  const face = dot === -1 ? null : selector.slice(dot + 1)
  const fits = Object.hasOwn(GROUP, name) ? GROUP[name]! : (s: SpeciesData) => s.name === name
  return {
    species: species.filter(
      (s) => fits(s) && (face === null || s.patterns.some((faces) => faces.includes(face))),
    ),
    face,
  }
}
