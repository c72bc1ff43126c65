import type { Choices } from '../../numeric/choices.ts'
import { XoshiroPlusPlus } from '../../numeric/xoshiro.ts'
import { type LaneNumbers, rotateWord } from './sums.ts'

/** Binary digits of a probability that are looked at: it is right to 2⁻⁶⁴. */
const DIGITS = 64

const HALF_OF_WORDS = 2 ** 31

/** Share of the lanes in which something is proposed. */
export const PROPOSED_SHARE = 7 / 8

/** Decides on up to 32 changes at once, each by itself. */
export interface LaneDecisions {
  /** To be called before the decisions of a step. */
  begin(): void
  /** Lanes in which anything is proposed, drawn whatever the occupation. */
  propose(): number
  /** The lanes of `lanes` in which a change is accepted, each with the probability of its loss. */
  accept(lanes: number, loss: LaneNumbers): number
}

/**
 * Accepts a loss n with probability p_n. Random bits u₁u₂… of each lane are compared with the binary digits
 * of its p_n from the most significant on: u < p is decided by the first that differ, and one random word
 * serves all lanes. It goes on until no lane is left, after log₂(lanes) + 1.3 words on average.
 */
export class RandomLaneDecisions implements LaneDecisions {
  readonly #choices: Choices
  readonly #random = new XoshiroPlusPlus()
  /** [16·digit + loss] → −1 or 0; the first digit is worth ½ */
  readonly #digits: Int32Array

  /** @param probability [loss] → of accepting it; that of no loss, and all that are 1, are certain */
  constructor(choices: Choices, probability: Float64Array) {
    this.#choices = choices
    this.#digits = digitsOf(probability)
  }

  begin(): void {
    this.#random.seed(this.#word(), this.#word(), this.#word(), this.#word())
  }

  /**
   * Seven lanes of eight. Without this, steps that accept all, as without an energy, would only permute whole classes
   * and leave an ordered start ordered.
   */
  propose(): number {
    const word = this.#random.next()
    return word | rotateWord(word, 11) | rotateWord(word, 21)
  }

  accept(lanes: number, { ones, twos, fours, eights }: LaneNumbers): number {
    const digits = this.#digits
    let open = lanes & (ones | twos | fours | eights)
    let accepted = lanes & ~open
    for (let at = 0; open !== 0 && at < 16 * DIGITS; at += 16) {
      // The digit that each lane's probability has here.
      const [two, four, six] = [digits[at + 2]!, digits[at + 4]!, digits[at + 6]!]
      const upTo1 = ones & digits[at + 1]!
      const upTo3 = two ^ (ones & (two ^ digits[at + 3]!))
      const upTo5 = four ^ (ones & (four ^ digits[at + 5]!))
      const upTo7 = six ^ (ones & (six ^ digits[at + 7]!))
      const low = upTo1 ^ (twos & (upTo1 ^ upTo3))
      const high = upTo5 ^ (twos & (upTo5 ^ upTo7))
      const digit = low ^ (fours & (low ^ high)) ^ (eights & (low ^ digits[at + 8]!))
      const differs = open & (this.#random.next() ^ digit)
      accepted |= differs & digit
      open &= ~differs
    }
    return accepted
  }

  /** 32 fair bits: 31 of a word, and the one that is left of it. */
  #word(): number {
    return (this.#choices.below(HALF_OF_WORDS) << 1) | Number(this.#choices.accept(1, 2))
  }
}

/** A probability of 1 gets digits of ones, as exact as the others. */
function digitsOf(probability: Float64Array): Int32Array {
  const digits = new Int32Array(16 * DIGITS)
  for (const [loss, value] of probability.entries()) {
    let rest = value
    for (let digit = 0; digit < DIGITS; digit++) {
      rest *= 2
      if (rest < 1) continue
      digits[16 * digit + loss] = -1
      if (rest < 2) rest -= 1
    }
  }
  return digits
}
