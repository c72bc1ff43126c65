import type { RandomWords } from './random-words.ts'

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

/**
 * Choices drawn from a random stream. What `below` leaves of its word serves the next decision: of the
 * words that give one value exactly range = floor(2^32 / n) are kept, each as likely as the other, and
 * their rank among them is independent of the value. A move begins with `below`, so that nothing is left
 * over from one attempt to the next, and the position in the stream is the whole state.
 */
export class RandomChoices implements Choices {
  private readonly stream: RandomWords
  /** The n of a `below` of which nothing has been used since; 0 where nothing is left. */
  private spareOf = 0
  /** Its rank is floor(spare / n). */
  private spare = 0

  constructor(stream: RandomWords) {
    this.stream = stream
  }

  /** Exactly uniform: multiply and shift, with rejection (Lemire 2019). One word, rarely more. */
  below(n: number): number {
    const word = this.stream.next()
    const low = Math.imul(word, n) >>> 0
    return low < n ? this.belowCarefully(n, word, low) : this.quotient(n, word, low)
  }

  /** 2^32 mod n low words are too many; a low word from n on is decided without a division. */
  private belowCarefully(n: number, firstWord: number, firstLow: number): number {
    let word = firstWord
    let low = firstLow
    while (low < n && low < TWO_TO_32 % n) {
      word = this.stream.next()
      low = Math.imul(word, n) >>> 0
    }
    return this.quotient(n, word, low)
  }

  private quotient(n: number, word: number, low: number): number {
    // The low words of one value are n apart: each n below 2^32 have one of them.
    this.spare = TWO_TO_32 - 1 - low
    this.spareOf = n
    // word n - low is a multiple of 2^32 below 2^63, off by less than 2^11 for rounding.
    return ((word * n - low) * TWO_TO_MINUS_32 + 0.5) >>> 0
  }

  /**
   * No word after `below`, else one; 32 bits more (64 after `below`) if a boundary between options falls inside the cell of
   * width total / range. Probabilities are right to 2^-52; a weight below 2^-53 of the sum before it is
   * lost in that sum, so rare options should come first.
   * @throws RangeError if no weight is positive, or the total is not a number.
   */
  pick(weights: Float64Array, n: number, total: number): number {
    const unused = this.spareOf
    this.spareOf = 0
    const rank = unused > 0 ? Math.floor(this.spare / unused) : this.stream.next()
    const cell = unused > 0 ? total / Math.floor(TWO_TO_32 / unused) : total * TWO_TO_MINUS_32
    const lowest = rank * cell
    let sum = 0
    let k = 0
    while (k < n) {
      sum += weights[k]!
      if (sum > lowest) break
      k++
    }
    if (sum >= lowest + cell && k < n) return k
    const fine = unused > 0 ? this.stream.next() * TWO_TO_MINUS_32 : 0
    const point = (rank + (this.stream.next() + fine) * TWO_TO_MINUS_32) * cell
    while (k < n && !(sum > point)) {
      k++
      if (k < n) sum += weights[k]!
    }
    return k < n ? k : lastPositive(weights, n, total)
  }

  /**
   * No word if the proposed state weighs more, or after `below`; else one, and 32 bits more in one case
   * of 2^32. The probability is right to 2^-52, and to 2^-64 for ratios far smaller than that.
   */
  accept(proposed: number, current: number): boolean {
    if (proposed >= current) return true
    const n = this.spareOf
    this.spareOf = 0
    // rank > spare / n - 1 and range <= 2^32 / n: most are rejected without a division.
    if (n > 0 && (this.spare - n) * current >= TWO_TO_32 * proposed) return false
    return this.acceptCarefully(proposed, current, n)
  }

  private acceptCarefully(proposed: number, current: number, n: number): boolean {
    if (n === 0) return this.acceptByWord(proposed, current)
    const rest = proposed * Math.floor(TWO_TO_32 / n) - Math.floor(this.spare / n) * current
    if (rest <= 0) return false
    return rest >= current || this.acceptByWord(rest, current)
  }

  private acceptByWord(proposed: number, current: number): boolean {
    const rest = proposed * TWO_TO_32 - this.stream.next() * current
    if (rest >= current) return true
    if (rest <= 0) return false
    return this.stream.next() * current < rest * TWO_TO_32
  }
}

/** For the case that rounding has made the drawn number equal to the total. */
function lastPositive(weights: Float64Array, n: number, total: number): number {
  for (let k = n - 1; k >= 0; k--) if (weights[k]! > 0 && total > 0) return k
  throw new RangeError(`nothing to pick: ${n} weights of total ${total}`)
}
