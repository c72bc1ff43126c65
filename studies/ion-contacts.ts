import type { Configuration } from '../src/model/configuration.ts'

/** Random signs that patterns of contacts are told apart by. */
export const PATTERNS = 4

/**
 * Nearest-neighbour pairs of a cation and an anion. How long a pair stays can be told from one number: the
 * sum over all pairs of a fixed random sign of its two sites has, on average over the signs, the
 * autocorrelation function of the overlap of the sets of pairs.
 */
export class IonContacts {
  /** Of the last measurement. */
  count = 0
  readonly #configuration: Configuration
  readonly #sums = new Float64Array(PATTERNS)
  /** [8 × site + direction] → one bit for each sign */
  readonly #signs: Uint8Array

  constructor(configuration: Configuration) {
    this.#configuration = configuration
    let x = 123456789
    this.#signs = Uint8Array.from({ length: 8 * configuration.lattice.sites }, () => {
      x ^= x << 13
      x ^= x >>> 17
      x ^= x << 5
      return x >>> 8
    })
  }

  /** The sums of signs, in an array that is used again. */
  measure(): Float64Array {
    const { lattice, model, state } = this.#configuration
    this.count = 0
    this.#sums.fill(0)
    for (let site = 0; site < state.length; site++) {
      if (model.charges[this.#configuration.speciesAt(site)]! <= 0) continue
      for (let d = 0; d < 8; d++) {
        const other = this.#configuration.speciesAt(lattice.neighbour(site, d))
        if (model.charges[other]! >= 0) continue
        this.count += 1
        for (let k = 0; k < PATTERNS; k++) {
          this.#sums[k]! += (this.#signs[8 * site + d]! >> k) & 1 ? 1 : -1
        }
      }
    }
    return this.#sums
  }
}
