import { attemptsOf, replicaLoads } from '../methods/run-loads.ts'
import type { ResolvedPoint } from '../resolve.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { pointId, type ScenarioSource } from '../store/sweep-record.ts'
import type { ManifestPoint } from './manifest.ts'

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

/** How points are shared out among tasks. */
export type Chunking =
  | { readonly kind: 'tasks'; readonly tasks: number }
  /** Each task takes about so many seconds, or one point if that takes longer. */
  | { readonly kind: 'seconds'; readonly seconds: number }

/**
 * The points of each task, by index: the costliest point goes to the task that has least to do so far, so
 * that all tasks take about as long. No task is empty, and within a task the costliest point comes first.
 * @param costs seconds of each point
 * @param most tasks, whatever else is asked for
 */
export function chunkPoints(
  costs: readonly number[],
  chunking: Chunking,
  most: number,
): readonly (readonly number[])[] {
  if (costs.length === 0) return []
  const total = costs.reduce((sum, cost) => sum + cost, 0)
  const wanted = chunking.kind === 'tasks' ? chunking.tasks : Math.ceil(total / chunking.seconds)
  const tasks = Math.max(1, Math.min(wanted, most, costs.length))
  const heap = Array.from({ length: tasks }, () => ({ cost: 0, points: [] as number[] }))
  const order = costs.map((_, point) => point).sort((a, b) => costs[b]! - costs[a]! || a - b)
  for (const point of order) {
    const least = heap[0]!
    least.points.push(point)
    least.cost += costs[point]!
    sink(heap)
  }
  return heap
    .map(({ points }) => points)
    .filter((points) => points.length > 0)
    .sort((a, b) => a[0]! - b[0]!)
}

/** Brings the first of a heap, whose cost has grown, to where it belongs. */
function sink(heap: { cost: number; readonly points: readonly number[] }[]): void {
  const weight = (at: number) => heap[at]?.cost ?? Number.POSITIVE_INFINITY
  for (let at = 0; ; ) {
    const [left, right] = [2 * at + 1, 2 * at + 2]
    const lighter = weight(right) < weight(left) ? right : left
    if (weight(lighter) >= weight(at)) return
    const held = heap[at]!
    heap[at] = heap[lighter]!
    heap[lighter] = held
    at = lighter
  }
}

/** Points of one text: its `sweep` has a block for each, and a scenario may have so many. */
const POINTS = 500

/**
 * The scenario of a sweep with some of its points only, as texts to be read and checked like any other:
 * to run a few points of many, the rest need not be made.
 */
export function chunkScenario(
  source: ScenarioSource,
  points: readonly ManifestPoint[],
): ScenarioSource[] {
  return Array.from({ length: Math.ceil(points.length / POINTS) }, (_, chunk) => {
    const blocks = points.slice(chunk * POINTS, (chunk + 1) * POINTS).map(({ settings }) => {
      return Object.fromEntries(Object.entries(settings).map(([path, value]) => [path, [value]]))
    })
    const overrides = [...source.overrides, { path: 'sweep', value: JSON.stringify(blocks) }]
    return { ...source, overrides }
  })
}
