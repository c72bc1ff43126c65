import * as z from 'zod'
import { jsonDocument } from '../document/document.ts'
import type { ComparableRecord } from './comparable-record.ts'

/** The observable that `entrolyte melting` determines, K. It belongs to no single temperature, and no run has it. */
export const FREEZING_POINT = 'freezingPoint'

const amounts = z.record(z.string(), z.number()).readonly()
const melting = z
  .object({
    temperature: z.object({ value: z.number(), standardError: z.number() }).readonly().nullable(),
    equilibrated: z.boolean(),
  })
  .readonly()

/** The part of the output of `entrolyte melting --json` that comparisons need. */
const schema = z
  .object({
    format: z.literal('entrolyte-melting'),
    version: z.literal(1),
    title: z.string(),
    seed: z.string(),
    /** Mole fractions among the solvents; mol/kg of each salt. */
    composition: z.object({ solvents: amounts, salts: amounts }).readonly(),
    water: melting,
    /** Null where the scenario has no salt, or water's melting point was not found. */
    solution: melting.nullable(),
  })
  .readonly()

export type MeltingRecord = z.infer<typeof schema>

export const MELTING_HINT =
  'give directories that `entrolyte run` has written, or files from `entrolyte melting --json`'

export const meltingDocument = jsonDocument<MeltingRecord>(schema, 'a file of melting points', {
  hint: MELTING_HINT,
})

/** A record with the freezing point of water, and one with that of the solution. */
export function meltingRecords(found: MeltingRecord): ComparableRecord[] {
  const { title, seed, composition, water, solution } = found
  const { solvents, salts } = composition
  const record = (
    molality: Readonly<Record<string, number>>,
    { temperature, equilibrated }: z.infer<typeof melting>,
  ): ComparableRecord => ({
    state: 'completed',
    scenario: { title, temperature: null, composition: { kind: 'solution', solvents } },
    system: { molality: { ...molality } },
    observables: {
      [FREEZING_POINT]: {
        value: temperature?.value ?? null,
        standardError: temperature?.standardError ?? null,
        unit: 'K',
        equilibrated,
      },
    },
    warnings: [],
    digest: JSON.stringify([seed, molality, temperature]),
  })
  return [record({}, water), ...(solution === null ? [] : [record(salts, solution)])]
}
