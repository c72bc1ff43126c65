import * as z from 'zod'
import { InputError } from '../errors/problem.ts'

const observables = z.record(
  z.string(),
  z.object({
    value: z.number().nullable(),
    standardError: z.number().nullable(),
    unit: z.string(),
    equilibrated: z.boolean().nullable(),
    effectiveSamples: z.number().nullish(),
    tauInt: z.number().nullish(),
    rHat: z.number().nullish(),
  }),
)
const warnings = z.array(z.object({ code: z.string(), message: z.string() })).readonly()

/** The part of a result record that comparisons look at; the rest is let through unseen. */
const schema = z.object({
  format: z.literal('entrolyte-result'),
  version: z.literal(1),
  state: z.enum(['completed', 'interrupted', 'failed']),
  scenario: z.object({
    title: z.string(),
    /** K; null of what was found at no one temperature. */
    temperature: z.number().nullable(),
    composition: z.object({
      kind: z.string(),
      solvents: z.record(z.string(), z.number()).optional(),
    }),
    sampling: z
      .object({
        equilibration: z.number().optional(),
        production: z.number(),
        branch: z.string().nullish(),
      })
      .optional(),
  }),
  system: z.object({ molality: z.record(z.string(), z.number()).nullable() }),
  observables,
  warnings,
  ladder: z
    .object({
      rungs: z.array(z.object({ temperature: z.number(), observables, warnings })).readonly(),
    })
    .optional(),
  timing: z.object({ cpuSeconds: z.number(), threads: z.number().positive() }).optional(),
  digest: z.string(),
})

export type ComparableRecord = z.infer<typeof schema>

/** The record in a text. Throws InputError if it is none that this version can compare. */
export function parseComparableRecord(text: string, file: string): ComparableRecord {
  const parsed = schema.safeParse(readJson(text))
  if (parsed.success) return parsed.data
  const [first] = parsed.error.issues
  const where = first === undefined || first.path.length === 0 ? '' : ` (${first.path.join('.')})`
  const message = `is not a result of this version of entrolyte${where}`
  throw new InputError([
    { file, line: null, column: null, path: '', message, hint: null, frame: null },
  ])
}

/** Undefined for what is no JSON, which no schema accepts. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Seconds that a run takes on as many threads by itself, whatever else the machine was doing; null where
 * that was not recorded.
 */
export function secondsOf({ timing }: ComparableRecord): number | null {
  return timing === undefined ? null : timing.cpuSeconds / timing.threads
}
