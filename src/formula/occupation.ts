/** One kind of what shares a sublattice. */
export interface Component {
  /** An element, `□` for vacant sites, or a molecule or ion as written; any name for plain fractions. */
  readonly name: string
  /** Amount in any unit common to the sublattice. */
  readonly amount: number
}

/** Sites that several components share at random. */
export interface Sublattice {
  /** As written. */
  readonly text: string
  readonly components: readonly Component[]
  /** Sites in a formula unit; null where there is no formula. */
  readonly sites: number | null
}

/** Who sits where, as a formula says it. */
export interface Occupation {
  readonly sublattices: readonly Sublattice[]
  /** What has sites of its own, each once. */
  readonly ordered: readonly string[]
  /** What may have been meant otherwise, in words. */
  readonly notes: readonly string[]
}
