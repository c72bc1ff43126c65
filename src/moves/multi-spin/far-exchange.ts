import { bitCount } from '../../numeric/bit-count.ts'
import type { Choices } from '../../numeric/choices.ts'
import type { MultiSpinLatticeGas } from './lattice-gas.ts'
import { LANES, PARITIES } from './layout.ts'
import { type LaneDecisions, PROPOSED_SHARE } from './metropolis.ts'
import { choose, excess, rotate, rotateWord, sumAround } from './sums.ts'

/**
 * Proposes to exchange many pairs of sites anywhere at once: those of two classes of one sublattice, matched
 * word by word and lane by lane at distances that are drawn for every step. All neighbours of the one sublattice are
 * on the other, which does not change, so that no pair changes what another costs: a product of Metropolis steps that
 * commute. The matching does not depend on the occupation and proposes every pair in both directions.
 */
export class MultiSpinFarExchange {
  readonly name = 'exchange-far'
  /** Exchanges proposed, and accepted, in all steps so far. */
  readonly count = { attempts: 0, accepted: 0 }
  /** Proposals of a step, on average: bits without a site may be matched with some that have one. */
  readonly batch: number
  readonly #gas: MultiSpinLatticeGas
  readonly #choices: Choices
  readonly #decisions: LaneDecisions
  /** Distances to the neighbours of the two classes. */
  readonly #around = [new Int32Array(PARITIES), new Int32Array(PARITIES)] as const

  constructor(gas: MultiSpinLatticeGas, choices: Choices, decisions: LaneDecisions) {
    const { sites, words } = gas.layout
    this.#gas = gas
    this.batch = (PROPOSED_SHARE * sites * sites) / (LANES * words.length)
    this.#choices = choices
    this.#decisions = decisions
  }

  /** One step; true if it changed anything. */
  attempt(): boolean {
    const { layout } = this.#gas
    const drawn = this.#choices.below(2 * PARITIES * (PARITIES - 1))
    const first = drawn % (2 * PARITIES)
    // Another parity of the same sublattice.
    const other = (first + 1 + Math.floor(drawn / (2 * PARITIES))) % PARITIES
    const second = (first & PARITIES) + other
    const shift = this.#choices.below(LANES * layout.words.length)
    this.#decisions.begin()
    for (let parity = 0; parity < PARITIES; parity++) {
      this.#around[0][parity] = layout.toNeighbours(first, parity)
      this.#around[1][parity] = layout.toNeighbours(second, parity)
    }
    const words = Math.floor(shift / LANES)
    const { classWords } = layout
    const accepted = this.#exchange(first * classWords, second * classWords, words, shift % LANES)
    this.count.accepted += accepted
    if (accepted === 0) return false
    this.#gas.close(first)
    this.#gas.close(second)
    return true
  }

  /**
   * Matches the n-th word of one class with that `distance` further on of the other, and each bit with that
   * `turn` above it; returns how many exchanges are accepted.
   */
  #exchange(first: number, second: number, distance: number, turn: number): number {
    const { layout, bits, reversal } = this.#gas
    const { words, lanes } = layout
    const [aroundA, aroundB] = this.#around
    let proposed = 0
    let accepted = 0
    let m = distance
    for (let n = 0; n < words.length; n++) {
      const [a, b] = [words[n]!, words[m]!]
      const own = bits[first + a]!
      const pairs = lanes[n]! & rotateWord(lanes[m]!, turn) & this.#decisions.propose()
      const unlike = (own ^ rotateWord(bits[second + b]!, turn)) & pairs
      const here = sumAround(bits, a, aroundA, -1)
      const there = rotate(sumAround(bits, b, aroundB, -1), turn)
      const isFrom = own ^ reversal
      const loss = excess(choose(isFrom, here, there), choose(isFrom, there, here))
      const exchanged = this.#decisions.accept(unlike, loss)
      bits[first + a] = own ^ exchanged
      bits[second + b] = bits[second + b]! ^ rotateWord(exchanged, LANES - turn)
      proposed += bitCount(pairs)
      accepted += bitCount(exchanged)
      m = m + 1 === words.length ? 0 : m + 1
    }
    this.count.attempts += proposed
    return accepted
  }
}
