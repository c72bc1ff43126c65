import { type Distribution, STRETCHES } from './observer.ts'

/** A distribution to be gathered, all bins of all stretches at 0. */
export function emptyDistribution(
  name: string,
  unit: string,
  bins: readonly (string | number)[],
): Distribution {
  return {
    name,
    unit,
    bins,
    blocks: Array.from({ length: STRETCHES }, () => new Float64Array(bins.length)),
  }
}
