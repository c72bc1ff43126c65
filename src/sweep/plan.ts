import { createHash } from 'node:crypto'
import { canonicalJson } from '../document/canonical-json.ts'
import { attemptsOf, replicaLoads } from '../methods/run-loads.ts'
import type { ResolvedPoint } from '../resolve.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** A point with the name of its results. */
export interface PlannedPoint extends ResolvedPoint {
  /** The first 12 hexadecimal digits of the SHA-256 of its resolved scenario. */
  readonly id: string
}

const ID_LENGTH = 12

/** Points share their force field, whose text is by far the longest part of theirs. */
const TEXTS = new WeakMap<object, string>()

/** The points of a sweep in their order, each once, however often it is asked for. */
export function planSweep<Point extends { readonly scenario: Scenario }>(
  points: readonly Point[],
): (Point & { readonly id: string })[] {
  const plan = new Map<string, Point & { readonly id: string }>()
  for (const point of points) {
    const id = pointId(point.scenario)
    if (!plan.has(id)) plan.set(id, { ...point, id })
  }
  return [...plan.values()]
}

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

/** The points whose replicas take longest first, so that none of them is left for the end; else in order. */
export function longestFirst<Point extends { readonly scenario: Scenario }>(
  points: readonly Point[],
): Point[] {
  const cost = ({ scenario }: Point) => attemptsOf(replicaLoads(scenario).slice(0, 1))
  return points.toSorted((a, b) => cost(b) - cost(a))
}
