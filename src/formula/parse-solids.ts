import { parse } from 'yaml'
import * as z from 'zod'

const solid = z.strictObject({
  family: z.string(),
  formula: z.string(),
  entropy: z.number(),
  quoted: z.number().nullable().default(null),
  source: z.string(),
  flag: z.enum(['read', 'recalled']),
})

/** A high-entropy solid that reviews name. */
export interface Solid {
  /** Such as `spinel oxide`. */
  readonly family: string
  readonly formula: string
  /** What follows from the formula, R per mole of sites of each sublattice, to three decimals. */
  readonly entropy: number
  /** What the source says; null where that was not read. */
  readonly quoted: number | null
  readonly source: string
  /** Whether the composition and the value were read in the source or are recalled. */
  readonly flag: 'read' | 'recalled'
}

/** The solids of a YAML text. Throws if it is not as it must be: it is part of the package. */
export function parseSolids(text: string): Solid[] {
  return z.strictObject({ solids: z.array(solid) }).parse(parse(text)).solids
}
