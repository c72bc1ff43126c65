import type { BccLattice } from '../lattice/bcc.ts'
import type { Choices } from '../numeric/choices.ts'

/** Their states, slots and codes, 8 bytes a site, stay in the second level of a cache. */
const SITES_IN_CACHE = 16384

/**
 * The sites from which a row of attempts draws its sites. In a lattice of up to twice as many sites as fit in the
 * cache these are all sites, in a larger one some layers of cells, drawn for each row.
 *
 * Which window it is, and which of its sites, does not depend on the configuration, so that a proposal and its reverse
 * are as likely as ever. The rows of one call are as long forwards as backwards, as the fence needs (`chain/fence.ts`).
 */
export class SiteWindow {
  /** Sites in a window. */
  readonly size: number
  readonly #cells: number
  readonly #layer: number
  readonly #corners: number
  readonly #isWhole: boolean
  #first = 0

  /** @param sites about as many in a window; all, where the lattice has not twice as many */
  constructor({ cells, sites: all }: BccLattice, sites = SITES_IN_CACHE) {
    this.#cells = cells
    this.#layer = cells * cells
    this.#corners = cells * cells * cells
    this.#isWhole = all <= 2 * sites
    const layers = this.#isWhole ? cells : Math.max(1, Math.round(sites / (2 * this.#layer)))
    this.size = 2 * layers * this.#layer
  }

  /** Makes attempts in rows about as long as a window has sites; the number of rows is odd. Returns how many were accepted. */
  attempts(count: number, choices: Choices, attempt: (count: number) => number): number {
    if (this.#isWhole) return attempt(count)
    const rows = 2 * Math.floor(count / (2 * this.size)) + 1
    const each = Math.floor(count / rows)
    const middle = count - (rows - 1) * each
    let accepted = 0
    for (let row = 0; row < rows; row++) {
      this.#first = this.#layer * choices.below(this.#cells)
      accepted += attempt(2 * row === rows - 1 ? middle : each)
    }
    return accepted
  }

  /** The site with a number below `size`. */
  site(index: number): number {
    if (this.#isWhole) return index
    const cell = this.#first + (index >>> 1)
    const folded = cell >= this.#corners ? cell - this.#corners : cell
    // Corners and centres in turn, computed without a branch that the processor could not predict.
    return folded + (index & 1) * this.#corners
  }
}
