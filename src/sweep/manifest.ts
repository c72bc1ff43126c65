import * as z from 'zod'
import { jsonDocument } from '../document/document.ts'
import { LIMITS } from '../document/limits.ts'
import { entrySettings, pointName, scenarioSource } from '../store/sweep-record.ts'

const point = z.strictObject({
  id: pointName,
  settings: entrySettings,
  /** Attempted moves of all replicas and extra runs. */
  attempts: z.number().min(0),
})

const index = z.int().min(0).max(LIMITS.points)

const schema = z
  .strictObject({
    format: z.literal('entrolyte-sweep-plan'),
    version: z.literal(1),
    /** Of entrolyte. */
    program: z.string(),
    source: scenarioSource,
    axes: z.array(z.string()),
    /** Of one thread of the machine that the sweep was planned on; null if it could not be timed. */
    attemptsPerSecond: z.number().positive().nullable(),
    /** All points of the sweep. */
    points: z.array(point).max(LIMITS.points),
    /** The points of each task, as indices into `points`: those that had no results when it was planned. */
    tasks: z.array(z.array(index).min(1)).max(LIMITS.points),
  })
  .refine(({ points }) => isEachOnce(points.map(({ id }) => id)), {
    error: 'a point is there twice',
  })
  .refine(({ tasks }) => isEachOnce(tasks.flat()), { error: 'two tasks have the same point' })
  .refine(({ points, tasks }) => tasks.every((task) => task.every((at) => at < points.length)), {
    error: 'a task has a point that is not there',
  })

export type ManifestPoint = Readonly<z.infer<typeof point>>
/** `plan.json`: a sweep as independent tasks. */
export type Manifest = Readonly<z.infer<typeof schema>>

export const manifestDocument = jsonDocument<Manifest>(schema, 'the plan of a sweep', {
  hint: 'make one with `entrolyte sweep plan <scenario.yaml> --out DIR`',
  write: formatManifest,
})

/** As text, a line for each point and task. */
function formatManifest({ points, tasks, ...rest }: Manifest): string {
  const lines = (items: readonly unknown[]) =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`
  const head = JSON.stringify(rest, null, 2).slice(0, -2)
  return `${head},\n  "points": ${lines(points)},\n  "tasks": ${lines(tasks)}\n}\n`
}

function isEachOnce(items: readonly (string | number)[]): boolean {
  return new Set(items).size === items.length
}
