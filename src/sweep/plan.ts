import { attemptsOf, replicaLoads } from '../methods/run-loads.ts'
import type { ResolvedPoint } from '../resolve.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { pointId } from '../store/sweep-record.ts'

/** A point with the name of its results. */
export interface PlannedPoint extends ResolvedPoint {
  /** The first 12 hexadecimal digits of the SHA-256 of its resolved scenario. */
  readonly id: string
}

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

/** The points whose replicas take longest first, so that none of them is left for the end; else in order. */
export function longestFirst<Point extends { readonly scenario: Scenario }>(
  points: readonly Point[],
): Point[] {
  const cost = ({ scenario }: Point) => attemptsOf(replicaLoads(scenario).slice(0, 1))
  return points.toSorted((a, b) => cost(b) - cost(a))
}
