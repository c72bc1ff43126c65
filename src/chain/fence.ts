import type { Configuration } from '../model/configuration.ts'

/**
 * Keeps a chain to a set A of configurations. What is done between `open` and `close` is one step on the set:
 * if it ends inside it stands; if it ends outside, all of it is undone, and the configuration that it began
 * with counts once more.
 *
 * With P the kernel of what is done, R(x, y) = P(x, y) for y ≠ x, R(x, x) = P(x, x) + P(x, not A), so that
 * π(x)R(x, y) = π(y)R(y, x) on A if P is in detailed balance with π. To leave π unchanged is not enough: from
 * Σ_{x ∈ A} π(x)R(x, y) = π(y)·[1 − P*(y, not A) + P(y, not A)], P* the reversed kernel, P must leave the set as often
 * forwards as backwards in time. Kinds of moves one after the other are not their own reverse; all the
 * sweeps of a step therefore take them in one order or, as often, in the opposite one.
 */
export class Fence {
  readonly #configuration: Configuration
  readonly #isInside: () => boolean
  readonly #kept: Uint8Array

  constructor(configuration: Configuration, isInside: () => boolean) {
    this.#configuration = configuration
    this.#isInside = isInside
    this.#kept = configuration.state.slice()
  }

  open(): void {
    this.#kept.set(this.#configuration.state)
  }

  /**
   * False if the step was undone. What else looks at the configuration, such as a list of solutes, is then
   * for the caller to put back.
   */
  close(): boolean {
    if (this.#isInside()) return true
    this.#configuration.fill(this.#kept)
    return false
  }
}
