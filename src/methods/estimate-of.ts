import type { Estimate } from '../evaluate/record.ts'
import type { Uncertain } from '../statistics/uncertain.ts'

/** A number as an observable of the record; one that is null has no value there. */
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
