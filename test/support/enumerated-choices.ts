import type { Choices } from '../../src/numeric/choices.ts'

/**
 * Choices that take every branch of a random procedure in turn, depth first: the procedure is run
 * once for each leaf, replaying the decisions up to the branch that is next. Branches of probability
 * zero are left out.
 */
export class EnumeratedChoices implements Choices {
  /** option taken at each depth */
  private readonly taken: Int32Array
  /** next option of positive probability at each depth, -1 if none is left */
  private readonly following: Int32Array
  /** number of options at each depth, to catch a procedure that does not repeat itself */
  private readonly sizes: Int32Array
  /** probability of the path down to and with each depth, shifted by one: [0] is 1 */
  private readonly probabilities: Float64Array
  /** decisions that are replayed before the first new one */
  private known = 0
  /** the option from which the first new decision starts */
  private resume = 0
  private depth = 0

  constructor(maximumDepth = 1024) {
    this.taken = new Int32Array(maximumDepth)
    this.following = new Int32Array(maximumDepth)
    this.sizes = new Int32Array(maximumDepth)
    this.probabilities = new Float64Array(maximumDepth + 1)
    this.probabilities[0] = 1
  }

  /**
   * Calls `run`, which must first reset its own state, once for each leaf, and after it `visit` with
   * the probability of that leaf. The probabilities of all leaves add up to 1.
   * @throws Error if `run` makes other choices after the same answers, or more than the maximum depth.
   */
  enumerate(run: () => void, visit: (probability: number) => void): void {
    this.known = 0
    this.resume = 0
    do {
      this.depth = 0
      run()
      if (this.depth < this.known) throw new Error('the procedure made fewer choices in a replay')
      visit(this.probabilities[this.depth]!)
    } while (this.advance())
  }

  below(n: number): number {
    if (!(n >= 1)) throw new Error(`nothing below ${n}`)
    const d = this.depth
    if (d < this.known) return this.replay(n)
    const option = d === this.known ? this.resume : 0
    return this.take(n, option, 1 / n, option + 1 < n ? option + 1 : -1)
  }

  pick(weights: Float64Array, n: number, total: number): number {
    const d = this.depth
    if (d < this.known) return this.replay(n)
    const option = positiveFrom(weights, n, d === this.known ? this.resume : 0)
    if (option < 0 || !(total > 0)) throw new Error(`nothing to pick: ${n} weights, total ${total}`)
    const following = positiveFrom(weights, n, option + 1)
    return this.take(n, option, weights[option]! / total, following)
  }

  /** Option 0 is to accept, option 1 to reject. */
  accept(proposed: number, current: number): boolean {
    const d = this.depth
    if (d < this.known) return this.replay(2) === 0
    if (!(proposed >= 0 && current >= 0)) throw new Error(`no weights: ${proposed}, ${current}`)
    const probability = proposed >= current ? 1 : proposed / current
    const resumed = d === this.known ? this.resume : 0
    const option = resumed === 0 && probability === 0 ? 1 : resumed
    const following = option === 0 && probability < 1 ? 1 : -1
    return this.take(2, option, option === 0 ? probability : 1 - probability, following) === 0
  }

  private replay(size: number): number {
    const d = this.depth++
    if (this.sizes[d] !== size) throw new Error('the procedure made other choices in a replay')
    return this.taken[d]!
  }

  private take(size: number, option: number, probability: number, following: number): number {
    const d = this.depth++
    if (d >= this.taken.length) throw new Error(`more than ${d} choices in one run`)
    this.sizes[d] = size
    this.taken[d] = option
    this.following[d] = following
    this.probabilities[d + 1] = this.probabilities[d]! * probability
    return option
  }

  /** Goes to the next branch of the deepest decision that has one left; false if none has. */
  private advance(): boolean {
    for (let d = this.depth - 1; d >= 0; d--) {
      if (this.following[d]! >= 0) {
        this.known = d
        this.resume = this.following[d]!
        return true
      }
    }
    return false
  }
}

function positiveFrom(weights: Float64Array, n: number, first: number): number {
  for (let k = first; k < n; k++) if (weights[k]! > 0) return k
  return -1
}
