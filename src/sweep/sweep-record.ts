import * as z from 'zod'
import { sha256 } from '../evaluate/digest.ts'

/** What a point's directory is called: nothing that leads elsewhere. */
export const pointName = z.string().regex(/^[0-9a-f]{12}$/)

/** What a point is on each axis, as written. */
export const entrySettings = z.record(z.string(), z.unknown())

const entry = z.strictObject({
  id: pointName,
  settings: entrySettings,
  state: z.enum(['completed', 'failed', 'missing']),
  /** Of its `result.json`. */
  digest: z.string().nullable(),
  /** Why it failed. */
  cause: z.string().nullable(),
})

const text = z.strictObject({ file: z.string(), text: z.string() })

/** All that a scenario file was read from, so that it can be read again without any other file. */
export const scenarioSource = z.strictObject({
  /** The file's name without its ending. */
  name: z.string(),
  /** As messages name it. */
  file: z.string(),
  text: z.string(),
  overrides: z.array(z.strictObject({ path: z.string(), value: z.string() })).readonly(),
  /** By the name that the scenario has for them. */
  forceFields: z.record(z.string(), text),
})

const schema = z.strictObject({
  format: z.literal('entrolyte-sweep'),
  version: z.literal(1),
  /** `interrupted` until the last point has ended; `failed` if any of them has. */
  state: z.enum(['completed', 'interrupted', 'failed']),
  /** Of entrolyte. */
  program: z.string(),
  axes: z.array(z.string()),
  points: z.array(entry),
  source: scenarioSource,
  /** SHA-256 of the ids and digests of all points; null unless all are completed. */
  digest: z.string().nullable(),
})

export type PointEntry = Readonly<z.infer<typeof entry>>
export type ForceFieldSource = Readonly<z.infer<typeof text>>
export type ScenarioSource = Readonly<z.infer<typeof scenarioSource>>
/** `sweep.json`. */
export type SweepRecord = Readonly<z.infer<typeof schema>>

/** The record that a text holds; null if it holds none. */
export function parseSweepRecord(content: string): SweepRecord | null {
  try {
    return schema.safeParse(JSON.parse(content)).data ?? null
  } catch {
    return null
  }
}

/** The record of a sweep whose points are in these states; `isOver` once no more are to come. */
export function sweepRecord(
  points: readonly PointEntry[],
  given: Pick<SweepRecord, 'program' | 'axes' | 'source'>,
  isOver: boolean,
): SweepRecord {
  const { program, axes, source } = given
  const hasFailed = points.some(({ state }) => state === 'failed')
  const isComplete = points.every(({ state }) => state === 'completed')
  return {
    format: 'entrolyte-sweep',
    version: 1,
    state: isComplete ? 'completed' : isOver && hasFailed ? 'failed' : 'interrupted',
    program,
    axes,
    points: [...points],
    source,
    digest: isComplete ? sha256(points.map(({ id, digest }) => [id, digest])) : null,
  }
}
