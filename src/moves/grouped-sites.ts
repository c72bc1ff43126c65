import type { Choices } from '../numeric/choices.ts'

/** Sites whose weights are summed once. */
const BLOCK = 64

/**
 * Sites in groups, each with a weight, from which one group's site is drawn with probability
 * weight/total of the group. Sums are kept of blocks of sites and always added in the order of sites, so
 * that they depend on the present weights alone and not on how those came about.
 */
export class GroupedSites {
  /** [group] → sum of weights */
  readonly totals: Float64Array
  readonly #group: Uint8Array
  readonly #weight: Float64Array
  /** [group][block] → sum of weights */
  readonly #blocks: readonly Float64Array[]
  readonly #isStale: Uint8Array
  readonly #stale: Int32Array
  #staleCount = 0
  readonly #scratch = new Float64Array(BLOCK)

  constructor(sites: number, groups: number) {
    const blocks = Math.ceil(sites / BLOCK)
    this.totals = new Float64Array(groups)
    this.#group = new Uint8Array(blocks * BLOCK)
    this.#weight = new Float64Array(blocks * BLOCK)
    this.#blocks = Array.from({ length: groups }, () => new Float64Array(blocks))
    this.#isStale = new Uint8Array(blocks)
    this.#stale = new Int32Array(blocks)
  }

  groupOf(site: number): number {
    return this.#group[site]!
  }

  weightOf(site: number): number {
    return this.#weight[site]!
  }

  /** Sets group and weight of a site; `sum` must follow before a draw. A site of weight 0 is never drawn. */
  set(site: number, group: number, weight: number): void {
    if (this.#weight[site] === weight && this.#group[site] === group) return
    this.#group[site] = group
    this.#weight[site] = weight
    const block = (site / BLOCK) | 0
    if (this.#isStale[block] === 1) return
    this.#isStale[block] = 1
    this.#stale[this.#staleCount++] = block
  }

  /** Brings all sums up to date. */
  sum(): void {
    if (this.#staleCount === 0) return
    for (let k = 0; k < this.#staleCount; k++) this.#sumBlock(this.#stale[k]!)
    this.#staleCount = 0
    for (let group = 0; group < this.totals.length; group++) {
      const blocks = this.#blocks[group]!
      let total = 0
      for (let block = 0; block < blocks.length; block++) total += blocks[block]!
      this.totals[group] = total
    }
  }

  /** A site of a group whose total is above 0. */
  draw(group: number, choices: Choices): number {
    const blocks = this.#blocks[group]!
    const block = choices.pick(blocks, blocks.length, this.totals[group]!)
    const first = block * BLOCK
    for (let k = 0; k < BLOCK; k++) {
      this.#scratch[k] = this.#group[first + k] === group ? this.#weight[first + k]! : 0
    }
    return first + choices.pick(this.#scratch, BLOCK, blocks[block]!)
  }

  #sumBlock(block: number): void {
    this.#isStale[block] = 0
    for (const blocks of this.#blocks) blocks[block] = 0
    for (let site = block * BLOCK; site < (block + 1) * BLOCK; site++) {
      const blocks = this.#blocks[this.#group[site]!]!
      blocks[block] = blocks[block]! + this.#weight[site]!
    }
  }
}
