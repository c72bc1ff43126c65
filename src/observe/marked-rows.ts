import type { BccLattice } from '../lattice/bcc.ts'
import { bitCount } from '../numeric/bit-count.ts'
import type { Vector } from './neighbour-shells.ts'

/** Cells that the longest displacement, of 4 half-cells, reaches beyond either end of a piece. */
const REACH = 2

/** Sites of a row in one word, which knows those within reach of them as well. */
const PIECE = 32 - 2 * REACH

/**
 * Marked sites as bits, a row along x in a word or in pieces of 28 sites, to count pairs a row at a
 * time. Rows are numbered as the sites of `BccLattice` are: y fastest, then z, corners before centres.
 */
export class MarkedRows {
  readonly #cells: number
  /** [piece][bit] → cell along x; the first and the last two are those beyond the piece */
  readonly #columns: readonly Int32Array[]
  /** [cell + REACH] → cell along y or z, folded back into the box */
  readonly #folded: Int32Array
  /** [row × pieces + piece] → bits of its sites, and the same with two more sites below and above */
  readonly #within: Int32Array
  readonly #around: Int32Array

  constructor({ cells }: BccLattice) {
    const fold = (cell: number) => (cell + 2 * cells) % cells
    const pieces = Math.ceil(cells / PIECE)
    this.#cells = cells
    this.#columns = Array.from({ length: pieces }, (_, piece) => {
      const first = piece * PIECE - REACH
      const length = Math.min(cells - piece * PIECE, PIECE) + 2 * REACH
      return Int32Array.from({ length }, (_, bit) => fold(first + bit))
    })
    this.#folded = Int32Array.from({ length: cells + 2 * REACH }, (_, k) => fold(k - REACH))
    this.#within = new Int32Array(2 * cells * cells * pieces)
    this.#around = new Int32Array(2 * cells * cells * pieces)
  }

  /** @param isMarked [state] → 1 where a site in that state counts, else 0 */
  mark(state: Uint8Array, isMarked: Uint8Array): void {
    let word = 0
    for (let row = 0; row < state.length; row += this.#cells) {
      for (const columns of this.#columns) {
        let bits = 0
        for (let k = 0; k < columns.length; k++) bits |= isMarked[state[row + columns[k]!]!]! << k
        this.#around[word] = bits
        this.#within[word] = (bits >>> REACH) & (2 ** (columns.length - 2 * REACH) - 1)
        word++
      }
    }
  }

  /** Marked sites with a marked one at a displacement of at most 4 half-cells along each axis. */
  pairs([dx, dy, dz]: Vector): number {
    const cells = this.#cells
    const pieces = this.#columns.length
    const [within, around, folded] = [this.#within, this.#around, this.#folded]
    let pairs = 0
    let word = 0
    for (let centre = 0; centre < 2; centre++) {
      // From 2x + centre to 2x + centre + dx, and so on, in whole cells.
      const shift = REACH + ((centre + dx) >> 1)
      const up = REACH + ((centre + dy) >> 1)
      const out = REACH + ((centre + dz) >> 1)
      const first = ((centre + dx) & 1) * cells * cells
      for (let z = 0; z < cells; z++) {
        const plane = first + folded[z + out]! * cells
        for (let y = 0; y < cells; y++) {
          const other = (plane + folded[y + up]!) * pieces
          for (let piece = 0; piece < pieces; piece++) {
            pairs += bitCount(within[word++]! & (around[other + piece]! >>> shift))
          }
        }
      }
    }
    return pairs
  }
}
