import type { Subject } from '../methods/method.ts'
import type { Runner } from './runner.ts'

/** Least and most seconds for which a replica is timed, once it is set up. */
const LEAST = 0.5
const MOST = 3
/** Speeds that differ by less than this have settled: the first hundred sweeps are slower, since the code is being compiled. */
const SETTLED = 0.1

/** More measurements than can be done in that time. */
const SAMPLES = 10_000

/**
 * Sweeps per second of one replica of a scenario on this machine, measurements included, from up to a few seconds of it;
 * null where too few sweeps were done in that time.
 */
export async function speedOf(
  { scenario, counts }: Subject,
  runner: Runner,
): Promise<number | null> {
  const { until: _, ...rest } = scenario
  const lengths = { equilibration: 0, production: SAMPLES * scenario.sampling.measureEvery }
  const sampling = { ...scenario.sampling, ...lengths, replicas: 1 }
  /** Sweeps done, and when. */
  const marks: { readonly time: number; readonly done: number }[] = []
  const task = { scenario: { ...rest, sampling }, counts, replica: 0 }
  const running = runner.start({ task }, (event) => {
    if (event.kind !== 'progress') return
    marks.push({ time: performance.now() / 1000, done: event.progress.done })
    const elapsed = marks.at(-1)!.time - marks[0]!.time
    if (elapsed > MOST || (elapsed > LEAST && hasSettled(marks))) running.requestStop()
  })
  const outcome = await running.outcome
  if (outcome.kind === 'failed') throw new Error(outcome.failure.cause)
  return speedBetween(marks.slice(-(1 + (marks.length >> 1))))
}

function hasSettled(marks: readonly { readonly time: number; readonly done: number }[]): boolean {
  const [a, b] = [speedBetween(marks.slice(-3, -1)), speedBetween(marks.slice(-2))]
  return a !== null && b !== null && Math.abs(a - b) < SETTLED * b
}

function speedBetween(
  marks: readonly { readonly time: number; readonly done: number }[],
): number | null {
  const [first, last] = [marks[0], marks.at(-1)]
  if (first === undefined || last === undefined || last.time <= first.time) return null
  return (last.done - first.done) / (last.time - first.time)
}
