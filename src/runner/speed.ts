import { Replica } from '../run/replica.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** Seconds of processor time that a calibration takes at least, once it is set up, and at most. */
const LEAST_WORK = 0.5
const MOST_WORK = 3
/** Seconds on the clock after which it ends whatever it has got, on a machine with much else to do. */
const LIMIT = 8
/** Speeds that differ by less than this have settled: the first hundred sweeps are spent on compiling. */
const SETTLED = 0.1

/** More measurements than can be done in that time. */
const SAMPLES = 10_000

interface Duration {
  readonly isMeasured: boolean
  readonly took: number
}

/**
 * Sweeps per second of one replica of the scenario on this machine, measurements included, from up to
 * a few seconds of it; null where too few sweeps were done in that time.
 */
export function calibrate(
  { until: _, ...scenario }: Scenario,
  counts: Readonly<Record<string, number>>,
): number | null {
  const { measureEvery } = scenario.sampling
  const lengths = { equilibration: 0, production: SAMPLES * measureEvery }
  const sampling = { ...scenario.sampling, ...lengths, replicas: 1 }
  const replica = new Replica({ scenario: { ...scenario, sampling }, counts, replica: 0 })
  const durations = timed(replica, measureEvery)
  if (durations.length < 4) return null
  // What is left may have been interrupted: medians are typical.
  const settled = durations.slice(durations.length >> 1)
  const bare = median(settled.filter(({ isMeasured }) => !isMeasured))
  const measured = median(settled.filter(({ isMeasured }) => isMeasured))
  const share = 1 / measureEvery
  const typical = (1 - share) * (bare ?? measured ?? 0) + share * (measured ?? bare ?? 0)
  return 1000 / Math.max(typical, 1e-3)
}

/** Milliseconds of sweep after sweep, until they no longer become faster. */
function timed(replica: Replica, measureEvery: number): Duration[] {
  const durations: Duration[] = []
  const begun = process.cpuUsage()
  const start = performance.now()
  let last = start
  for (let sweep = 1; !replica.isDone; sweep++) {
    replica.sweep()
    const now = performance.now()
    durations.push({ isMeasured: sweep % measureEvery === 0, took: now - last })
    last = now
    const { user, system } = process.cpuUsage(begun)
    const work = (user + system) / 1e6
    if (work > MOST_WORK || now - start > 1000 * LIMIT) break
    if (work > LEAST_WORK && sweep % measureEvery === 0 && hasSettled(durations)) break
  }
  return durations
}

function hasSettled(durations: readonly Duration[]): boolean {
  const third = Math.floor(durations.length / 3)
  const before = median(durations.slice(third, 2 * third))
  const after = median(durations.slice(2 * third))
  return before !== null && after !== null && Math.abs(before - after) < SETTLED * after
}

function median(durations: readonly Duration[]): number | null {
  const sorted = durations.map(({ took }) => took).sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? null
}
