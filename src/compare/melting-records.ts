import * as z from 'zod'
import { type ComparableRecord, readJson } from './comparable-record.ts'

/** The observable that `entrolyte melting` tells, K; it is of no one temperature, and no run has it. */
export const FREEZING_POINT = 'freezingPoint'

const amounts = z.record(z.string(), z.number())
const melting = z.object({
  temperature: z.object({ value: z.number(), standardError: z.number() }).nullable(),
  equilibrated: z.boolean(),
})

/** The part of what `entrolyte melting --json` prints that comparisons look at. */
const schema = z.object({
  format: z.literal('entrolyte-melting'),
  version: z.literal(1),
  title: z.string(),
  seed: z.string(),
  composition: z.object({ solvents: amounts, salts: amounts }),
  water: melting,
  solution: melting.nullable(),
})

/** A record with the freezing point of the solution, and one with that of water; null for any other text. */
export function parseMeltingRecords(text: string): ComparableRecord[] | null {
  const parsed = schema.safeParse(readJson(text))
  if (!parsed.success) return null
  const { title, seed, composition, water, solution } = parsed.data
  const { solvents, salts } = composition
  const record = (
    molality: Readonly<Record<string, number>>,
    { temperature, equilibrated }: z.infer<typeof melting>,
  ): ComparableRecord => ({
    format: 'entrolyte-result',
    version: 1,
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
