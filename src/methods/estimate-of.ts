import type { Estimate } from '../evaluate/record.ts'
import type { Uncertain } from '../statistics/uncertain.ts'

/** An uncertain number as an observable of the record; null becomes an observable without a value. */
export function estimateOf(found: Uncertain | null | undefined, unit: string): Estimate {
  return {
    value: found?.value ?? null,
    standardError: found?.standardError ?? null,
    unit,
    tauInt: null,
    effectiveSamples: null,
    equilibrated: found?.settled ?? null,
  }
}
