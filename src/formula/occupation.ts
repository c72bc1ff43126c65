/** One component of a sublattice. */
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

/** The sublattices and their components that a formula describes. */
export interface Occupation {
  readonly sublattices: readonly Sublattice[]
  /** Components with sites of their own, each once. */
  readonly ordered: readonly string[]
  /** Remarks on parts that may have been meant differently. */
  readonly notes: readonly string[]
}
