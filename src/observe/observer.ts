/** A scalar that an observer measures at an instant. */
export interface Column {
  readonly name: string
  readonly unit: string
  /** Auxiliary columns only feed derived observables and are not reported by themselves. */
  readonly auxiliary?: boolean
}

/** A histogram gathered over a run, separately in each of its blocks, for error bars. */
export interface Distribution {
  readonly name: string
  /** What the bins are of: a unit, or what is counted. */
  readonly unit: string
  /** Label or lower edge of each bin. */
  readonly bins: readonly (string | number)[]
  /**
   * [block][bin] → summed weight. These are the arrays being added to, and all that an observer
   * remembers: a run that is resumed writes the saved ones back into them.
   */
  readonly blocks: readonly Float64Array[]
  /** Auxiliary distributions only feed derived observables and are not reported by themselves. */
  readonly auxiliary?: boolean
  /**
   * Share of each bin in a random mixture, above 0. Where given, what is reported is share/reference
   * in place of the share, such as g(r), which is 1 where there is no preference.
   */
  readonly reference?: readonly number[]
}

/** Looks at a configuration and changes nothing. */
export interface Observer {
  readonly columns: readonly Column[]
  /**
   * Writes the value of every column for the present configuration to `out`, from `offset` on, and adds
   * to its distributions in that block of the run.
   */
  measure(out: Float64Array, offset: number, block: number): void
  /** What has been gathered; empty where an observer keeps none. */
  readonly distributions: readonly Distribution[]
}

/** Blocks of equal length that production is divided into, for the error bars of distributions. */
export const BLOCKS = 16

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
