/** A formula as it is written. */
export type Item = Atom | Group

interface Written {
  /** Null where none is written. */
  readonly amount: number | null
  /** As written, without the amount. */
  readonly text: string
  /** Offset in the formula. */
  readonly at: number
}

/** An element, or a vacant site. */
export interface Atom extends Written {
  readonly kind: 'atom'
}

/** What stands in brackets. */
export interface Group extends Written {
  readonly kind: 'group'
  readonly items: readonly Item[]
  /** Whether commas part its items, which then share a site whatever they are. */
  readonly isList: boolean
}

/** How a vacant site is written. */
export const VACANT = '□'
