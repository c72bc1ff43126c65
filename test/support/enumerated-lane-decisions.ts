import type { LaneDecisions } from '../../src/moves/multi-spin/metropolis.ts'
import type { LaneNumbers } from '../../src/moves/multi-spin/sums.ts'
import type { Choices } from '../../src/numeric/choices.ts'

/** Decides lane by lane, so that a test can walk every branch of a step of many changes. */
export class EnumeratedLaneDecisions implements LaneDecisions {
  readonly #choices: Choices
  readonly #acceptance: Float64Array

  constructor(choices: Choices, acceptance: Float64Array) {
    this.#choices = choices
    this.#acceptance = acceptance
  }

  begin(): void {}

  /** All of them: whichever are left out, what remains is a step of the same kind. */
  propose(): number {
    return -1
  }

  accept(lanes: number, loss: LaneNumbers): number {
    let accepted = 0
    for (let lane = 0; lane < 32; lane++) {
      if (((lanes >>> lane) & 1) === 0) continue
      const lost = lossIn(loss, lane)
      if (this.#choices.accept(this.#acceptance[lost]!, 1)) accepted |= 1 << lane
    }
    return accepted
  }
}

export function lossIn({ ones, twos, fours, eights }: LaneNumbers, lane: number): number {
  const bit = (word: number) => (word >>> lane) & 1
  return bit(ones) + 2 * bit(twos) + 4 * bit(fours) + 8 * bit(eights)
}
