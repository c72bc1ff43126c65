import type { ScenarioSource } from '../store/sweep-record.ts'
import type { ManifestPoint } from './manifest.ts'

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
