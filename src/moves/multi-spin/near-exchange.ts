import { bitCount } from '../../numeric/bit-count.ts'
import type { Choices } from '../../numeric/choices.ts'
import type { MultiSpinLatticeGas } from './lattice-gas.ts'
import { PARITIES } from './layout.ts'
import { type LaneDecisions, PROPOSED_SHARE } from './metropolis.ts'
import { choose, excess, sumAround } from './sums.ts'

/**
 * Proposes to exchange the ends of many bonds between nearest neighbours at once: all in one direction from the
 * corners of one parity. Such corners are an even number of cells apart along each axis, the ends of neighbouring sites
 * at most one, so that no end of one bond is an end of another or neighbours one: none changes what another
 * costs. The step is a product of Metropolis steps that commute, and as reversible as each. Which corners and
 * which direction is drawn for every step, and each bond is in one such class.
 */
export class MultiSpinNearExchange {
  readonly name = 'exchange-near'
  /** Exchanges proposed, and accepted, in all steps so far. */
  readonly count = { attempts: 0, accepted: 0 }
  /** Proposals of a step, on average. */
  readonly batch: number
  readonly #gas: MultiSpinLatticeGas
  readonly #choices: Choices
  readonly #decisions: LaneDecisions
  /** [word] → lanes that have been exchanged, as the corners see it */
  readonly #exchanged: Int32Array
  /** From a corner to its other neighbours, and to those of the centre. */
  readonly #ofCorner = new Int32Array(PARITIES)
  readonly #ofCentre = new Int32Array(PARITIES)

  constructor(gas: MultiSpinLatticeGas, choices: Choices, decisions: LaneDecisions) {
    this.#gas = gas
    this.batch = PROPOSED_SHARE * gas.layout.sites
    this.#choices = choices
    this.#decisions = decisions
    this.#exchanged = new Int32Array(gas.layout.classWords)
  }

  /** One step; true if it changed anything. */
  attempt(): boolean {
    const drawn = this.#choices.below(PARITIES * PARITIES)
    this.#decisions.begin()
    const corner = Math.floor(drawn / PARITIES)
    const centre = drawn % PARITIES
    const { layout } = this.#gas
    const toCentre = layout.toNeighbours(corner, centre)
    this.#lookAround(corner, centre)
    const accepted = this.#exchangeCorners(corner * layout.classWords, toCentre)
    this.count.accepted += accepted
    if (accepted === 0) return false
    // A centre may belong to the position below its corner's, which it sees above.
    layout.close(this.#exchanged, 0, 0, centre & ~corner)
    this.#exchangeCentres((PARITIES + centre) * layout.classWords, toCentre)
    this.#gas.close(corner)
    this.#gas.close(PARITIES + centre)
    return true
  }

  #lookAround(corner: number, centre: number): void {
    const { layout } = this.#gas
    const across = layout.toNeighbours(corner, centre) - (PARITIES + centre) * layout.classWords
    for (let k = 0, parity = 0; parity < PARITIES; parity++) {
      if (parity !== centre) this.#ofCorner[k++] = layout.toNeighbours(corner, parity)
    }
    for (let k = 0, parity = 0; parity < PARITIES; parity++) {
      if (parity === corner) continue
      this.#ofCentre[k++] = across + layout.toNeighbours(PARITIES + centre, parity)
    }
  }

  /** Decides on all bonds; returns how many are accepted. */
  #exchangeCorners(start: number, toCentre: number): number {
    const { layout, bits, reversal } = this.#gas
    const { words, lanes } = layout
    let proposed = 0
    let accepted = 0
    for (let n = 0; n < words.length; n++) {
      const word = words[n]!
      const corner = bits[start + word]!
      const bonds = lanes[n]! & this.#decisions.propose()
      const unlike = (corner ^ bits[toCentre + word]!) & bonds
      const atCorner = sumAround(bits, word, this.#ofCorner, 0)
      const atCentre = sumAround(bits, word, this.#ofCentre, 0)
      const isFrom = corner ^ reversal
      const loss = excess(choose(isFrom, atCorner, atCentre), choose(isFrom, atCentre, atCorner))
      const exchanged = this.#decisions.accept(unlike, loss)
      this.#exchanged[word] = exchanged
      bits[start + word] = corner ^ exchanged
      proposed += bitCount(bonds)
      accepted += bitCount(exchanged)
    }
    this.count.attempts += proposed
    return accepted
  }

  #exchangeCentres(start: number, toCentre: number): void {
    const { layout, bits } = this.#gas
    const { words } = layout
    const back = start - toCentre
    for (let n = 0; n < words.length; n++) {
      const word = words[n]!
      bits[start + word] = bits[start + word]! ^ this.#exchanged[word + back]!
    }
  }
}
