import { withoutTransients } from '../evaluate/transient.ts'
import type { ExtraResult } from '../methods/extra-results.ts'
import type { ExtraRun } from '../methods/extra-run.ts'
import type { Failure } from './pool-messages.ts'
import { runPoints } from './run-points.ts'

export interface ExtrasOptions {
  readonly threads: number
  readonly signal?: AbortSignal
  /** Told after each run how many are through. */
  readonly onDone?: (done: number, all: number) => void
}

/** Thrown where a run failed. */
export class FailedRun extends Error {}

/** Runs that belong to no scenario's record, over worker threads; null if they were stopped. */
export async function runExtras(
  runs: readonly ExtraRun[],
  { threads, signal, onDone }: ExtrasOptions,
): Promise<ExtraResult[] | null> {
  const results: ExtraResult[] = []
  const failures: Failure[] = []
  let [next, done] = [0, 0]
  const nothing = () => {}
  const nextPoint = () => {
    const index = next++
    const run = failures.length > 0 ? undefined : runs[index]
    if (run === undefined) return null
    const { name, scenario, counts, branch } = run
    return {
      ...{ scenario, counts, branch, snapshots: [], onProgress: nothing, onCheckpoint: nothing },
      onDone: (records: Parameters<typeof withoutTransients>[0]) => {
        const [record] = withoutTransients(records, scenario.sampling).replicas
        results[index] = { name, record: record! }
        onDone?.(++done, runs.length)
      },
      onFailure: (failure: Failure) => void failures.push(failure),
    }
  }
  const outcome = await runPoints(nextPoint, { threads, ...(signal ? { signal } : {}) })
  if (failures.length > 0) throw new FailedRun(failures[0]!.cause)
  return outcome === 'completed' ? results : null
}
