import { createHash } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { canonicalJson } from '../document/canonical-json.ts'
import { jsonDocument } from '../document/document.ts'
import { sha256 } from '../evaluate/digest.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** Name of a point's directory, which cannot lead to another place. */
export const pointName = z.string().regex(/^[0-9a-f]{12}$/)

/** Setting of a point on each axis, as written. */
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

/** A scenario file with its force fields, so that it can be read again without other files. */
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

/** A point of a sweep as its record lists it. */
export type PointEntry = Readonly<z.infer<typeof entry>>
export type ForceFieldSource = Readonly<z.infer<typeof text>>
export type ScenarioSource = Readonly<z.infer<typeof scenarioSource>>
/** `sweep.json`. */
export type SweepRecord = Readonly<z.infer<typeof schema>>

export const sweepDocument = jsonDocument<SweepRecord>(schema, 'the record of a sweep', {
  hint: 'run the scenario again into another place with --out DIR',
})

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

export const POINTS = 'points'

/** Where the results of a point are. */
export function pointDirectory(sweep: string, id: string): string {
  return join(sweep, POINTS, id)
}

const ID_LENGTH = 12

/** Points share their force field, whose text is by far the longest part of theirs. */
const TEXTS = new WeakMap<object, string>()

/** Depends on what the scenario computes alone, not on the sweep that it is a point of. */
export function pointId(scenario: Scenario): string {
  return createHash('sha256').update(textOf(scenario)).digest('hex').slice(0, ID_LENGTH)
}

/** The canonical JSON of a scenario. */
function textOf(scenario: Scenario): string {
  const { forceField, ...rest } = scenario
  const fields = Object.entries({ ...rest, forceField: '' }).map(([key, value]) => {
    const text = key === 'forceField' ? forceFieldText(forceField) : canonicalJson(value)
    return [key, `${JSON.stringify(key)}:${text}`] as const
  })
  fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([, text]) => text).join(',')}}`
}

function forceFieldText(forceField: Scenario['forceField']): string {
  const text = TEXTS.get(forceField) ?? canonicalJson(forceField)
  TEXTS.set(forceField, text)
  return text
}
