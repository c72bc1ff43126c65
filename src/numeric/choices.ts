import type { Philox } from './philox.ts'

const TWO_TO_32 = 4294967296
const TWO_TO_MINUS_32 = 1 / TWO_TO_32

/**
 * The random decisions that a Monte Carlo move may make. Moves see nothing else, so that a test can
 * walk every branch of them with its probability.
 */
export interface Choices {
  /** A uniform integer in 0..n - 1, for integer 1 <= n <= 2^31. */
  below(n: number): number
  /**
   * Index k in 0..n - 1 with probability weights[k] / total, never one of weight 0. The weights are
   * not negative, and total is their sum in index order.
   */
  pick(weights: Float64Array, n: number, total: number): number
  /**
   * True with probability min(1, proposed / current); both are not negative. True if both are 0: a
   * state of no weight must be left.
   */
  accept(proposed: number, current: number): boolean
}

/** Choices drawn from a random stream. */
export class RandomChoices implements Choices {
  private readonly stream: Philox

  constructor(stream: Philox) {
    this.stream = stream
  }

  /** Exactly uniform: multiply and shift, with rejection (Lemire 2019). One word, rarely more. */
  below(n: number): number {
    for (;;) {
      const word = this.stream.next()
      const low = Math.imul(word, n) >>> 0
      // 2^32 mod n low words are too many; a low word from n on needs no division to tell.
      if (low >= n || low >= TWO_TO_32 % n) {
        // word n - low is a multiple of 2^32 below 2^63, off by less than 2^11 for rounding.
        return ((word * n - low) * TWO_TO_MINUS_32 + 0.5) >>> 0
      }
    }
  }

  /**
   * One word; 32 bits more if a boundary between options falls inside the word's cell of width
   * total / 2^32. Probabilities are right to 2^-52; a weight below 2^-53 of the sum before it is
   * lost in that sum, so rare options should come first.
   * @throws RangeError if no weight is positive, or the total is not a number.
   */
  pick(weights: Float64Array, n: number, total: number): number {
    const cell = total * TWO_TO_MINUS_32
    const word = this.stream.next()
    const lowest = word * cell
    const highest = (word + 1) * cell
    let sum = 0
    let k = 0
    while (k < n) {
      sum += weights[k]!
      if (sum > lowest) break
      k++
    }
    if (sum >= highest && k < n) return k
    const point = (word + this.stream.next() * TWO_TO_MINUS_32) * cell
    while (k < n && !(sum > point)) {
      k++
      if (k < n) sum += weights[k]!
    }
    return k < n ? k : lastPositive(weights, n, total)
  }

  /**
   * No word if the proposed state weighs more, else one, and 32 bits more in one case of 2^32. The
   * probability is right to 2^-52, and to 2^-64 for ratios far smaller than that.
   */
  accept(proposed: number, current: number): boolean {
    if (proposed >= current) return true
    const rest = proposed * TWO_TO_32 - this.stream.next() * current
    if (rest >= current) return true
    if (rest <= 0) return false
    return this.stream.next() * current < rest * TWO_TO_32
  }
}

/** Where rounding has put the point on the very total. */
function lastPositive(weights: Float64Array, n: number, total: number): number {
  for (let k = n - 1; k >= 0; k--) if (weights[k]! > 0 && total > 0) return k
  throw new RangeError(`nothing to pick: ${n} weights of total ${total}`)
}
