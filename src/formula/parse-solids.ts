import * as z from 'zod'
import { readYaml } from '../document/document.ts'

const solid = z
  .strictObject({
    /** Such as `spinel oxide`. */
    family: z.string(),
    formula: z.string(),
    /** What follows from the formula, R per mole of sites of each sublattice, to three decimals. */
    entropy: z.number(),
    /** What the source says; null where that was not read. */
    quoted: z.number().nullable().default(null),
    source: z.string(),
    /** Whether the composition and the value were read in the source or are recalled. */
    flag: z.enum(['read', 'recalled']),
  })
  .readonly()

const schema = z.strictObject({ solids: z.array(solid) })

/** A high-entropy solid that reviews name. */
export type Solid = z.infer<typeof solid>

/** The solids of a YAML text. Throws InputError, which names the key at fault. */
export function parseSolids(text: string, file = 'solids.yaml'): Solid[] {
  return readYaml(schema, 'a file of solids', text, file).solids
}
