/** A solution as results are recognised by: what it is made of, whatever its file was called. */
export interface SystemPattern {
  /** For people: `2 mol/kg ZnCl2`. */
  readonly label: string
  /** Mole fractions among the solvents. */
  readonly solvents: Readonly<Record<string, number>>
  /** mol/kg, as really present within a few per cent. */
  readonly salts: Readonly<Record<string, number>>
}

/** What was reported: an order of an observable's values over systems at one temperature. */
export interface OrderStatement {
  readonly id: string
  readonly kind: 'order'
  readonly claim: string
  readonly source: string
  /** How surely the claim is in the source: only what was read decides. */
  readonly flag: 'read'
  readonly observable: string
  /** Ids of systems; ranks from the highest value to the lowest, systems of one rank not compared. */
  readonly highestToLowest: readonly (readonly string[])[]
  /** K */
  readonly temperature: { readonly from: number; readonly to: number }
}

export interface Statements {
  readonly systems: Readonly<Record<string, SystemPattern>>
  readonly statements: readonly OrderStatement[]
}
