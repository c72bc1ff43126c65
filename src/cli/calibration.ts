import { Replica } from '../run/replica.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** Seconds that a calibration may take once it is set up. */
const LIMIT = 0.3

/** More sweeps than can be done in that time. */
const ENDLESS = 1_000_000

/**
 * Sweeps per second of one replica of the scenario on this machine, without measurements, from a few
 * tenths of a second of it; null where too few sweeps were done in that time.
 */
export function calibrate(
  { until: _, ...scenario }: Scenario,
  counts: Readonly<Record<string, number>>,
): number | null {
  const sampling = { equilibration: ENDLESS, production: 1, measureEvery: 1, replicas: 1 }
  const replica = new Replica({ scenario: { ...scenario, sampling }, counts, replica: 0 })
  const times: number[] = []
  do {
    replica.sweep()
    times.push(performance.now())
  } while (times.at(-1)! - times[0]! < 1000 * LIMIT)
  const durations = times.slice(1).map((time, sweep) => time - times[sweep]!)
  // The first half is still being compiled, and some of the rest interrupted: the median is typical.
  const typical = durations.slice(durations.length >> 1).sort((a, b) => a - b)
  const median = typical[typical.length >> 1]
  return durations.length < 4 || median === undefined ? null : 1000 / Math.max(median, 1e-3)
}
