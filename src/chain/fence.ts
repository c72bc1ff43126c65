import type { Configuration } from '../model/configuration.ts'

/**
 * Constrains a chain to a set A of configurations. All moves between `open` and `close`, a trajectory, are one step on
 * the set. A trajectory that ends outside is rejected: it is undone, and its first configuration counts once more.
 *
 * With P the kernel of a trajectory, R(x, y) = P(x, y) for y ≠ x, R(x, x) = P(x, x) + P(x, not A), so that
 * π(x)R(x, y) = π(y)R(y, x) on A if P is in detailed balance with π. Stationarity of π under P is not enough: from
 * Σ_{x ∈ A} π(x)R(x, y) = π(y)·[1 − P*(y, not A) + P(y, not A)], P* the reversed kernel, P must leave the set as often
 * forwards as backwards in time. Kinds of moves one after the other are not their own reverse; all the
 * sweeps of a trajectory therefore take them in one order or, as often, in the opposite one.
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
   * False if the trajectory was undone. The caller must then restore what depends on the configuration, such as a
   * list of solutes.
   */
  close(): boolean {
    if (this.#isInside()) return true
    this.#configuration.fill(this.#kept)
    return false
  }
}
