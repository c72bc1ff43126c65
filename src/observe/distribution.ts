import { BLOCKS, type Distribution } from './observer.ts'

/** A distribution to be gathered, all bins of all blocks at 0. */
export function emptyDistribution(
  name: string,
  unit: string,
  bins: readonly (string | number)[],
): Distribution {
  return {
    name,
    unit,
    bins,
    blocks: Array.from({ length: BLOCKS }, () => new Float64Array(bins.length)),
  }
}
