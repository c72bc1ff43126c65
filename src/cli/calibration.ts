import { Replica } from '../run/replica.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** Seconds that a calibration may take once it is set up. */
const LIMIT = 1

/** More measurements than can be done in that time. */
const SAMPLES = 10_000

/**
 * Sweeps per second of one replica of the scenario on this machine, measurements included, from about
 * a second of it; null where too few sweeps were done in that time.
 */
export function calibrate(
  { until: _, ...scenario }: Scenario,
  counts: Readonly<Record<string, number>>,
): number | null {
  const { measureEvery } = scenario.sampling
  const lengths = { equilibration: 0, production: SAMPLES * measureEvery }
  const sampling = { ...scenario.sampling, ...lengths, replicas: 1 }
  const replica = new Replica({ scenario: { ...scenario, sampling }, counts, replica: 0 })
  const times: number[] = []
  do {
    replica.sweep()
    times.push(performance.now())
  } while (times.at(-1)! - times[0]! < 1000 * LIMIT && !replica.isDone)
  const durations = times.slice(1).map((time, index) => {
    return { isMeasured: (index + 2) % measureEvery === 0, took: time - times[index]! }
  })
  // The first half is still being compiled, and some of the rest interrupted: medians are typical.
  const settled = durations.slice(durations.length >> 1)
  const bare = median(settled.filter(({ isMeasured }) => !isMeasured))
  const measured = median(settled.filter(({ isMeasured }) => isMeasured))
  if (durations.length < 4) return null
  const share = 1 / measureEvery
  const typical = (1 - share) * (bare ?? measured ?? 0) + share * (measured ?? bare ?? 0)
  return 1000 / Math.max(typical, 1e-3)
}

function median(durations: readonly { readonly took: number }[]): number | null {
  const sorted = durations.map(({ took }) => took).sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? null
}
