import { BLOCKS, type Column, type Distribution, type Observer } from '../observe/observer.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { blocksBegun, capacityOf } from './lengths.ts'
import type { ReplicaRecord } from './replica-record.ts'
import { type ReplicaSnapshot, SnapshotMismatch } from './replica-snapshot.ts'

/** A block that has ended, with its rows of the series. */
export interface FinishedBlock {
  readonly block: number
  readonly rows: Float64Array
}

/** The measurements of a replica: a row of the series for each sample, and the distributions. */
export class Samples {
  readonly columns: readonly Column[]
  readonly #scenario: Scenario
  readonly #observers: readonly Observer[]
  /** Of all distributions, one after the other. */
  readonly #blocks: readonly Float64Array[]
  readonly #series: Float64Array
  /** Samples in all blocks together; doubled where a run becomes longer. */
  #capacity: number

  /** @param most samples that a whole run takes */
  constructor(scenario: Scenario, observers: readonly Observer[], most: number) {
    this.#scenario = scenario
    this.#observers = observers
    this.columns = observers.flatMap((observer) => observer.columns)
    this.#blocks = this.#distributions.flatMap((distribution) => distribution.blocks)
    this.#series = new Float64Array(most * this.columns.length)
    this.#capacity = capacityOf(scenario, 0)
  }

  /** Measures the present configuration. Returns the block that this sample completes, else null. */
  measure(sample: number): FinishedBlock | null {
    if (sample === this.#capacity) {
      joinBlocks(this.#blocks)
      this.#capacity *= 2
    }
    const block = this.#blockOf(sample)
    const width = this.columns.length
    let offset = sample * width
    for (const observer of this.#observers) {
      observer.measure(this.#series, offset, block)
      offset += observer.columns.length
    }
    if (this.#blockOf(sample + 1) === block) return null
    const from = Math.ceil((block * this.#capacity) / BLOCKS)
    return { block, rows: this.#series.subarray(from * width, (sample + 1) * width) }
  }

  snapshot(taken: number): Pick<ReplicaSnapshot, 'series' | 'blocks'> {
    return {
      series: this.#series.slice(0, taken * this.columns.length),
      blocks: this.#blocks.map((block) => block.slice()),
    }
  }

  /** The arrays are those of the samples, which go on writing to them. */
  record(taken: number): Pick<ReplicaRecord, 'columns' | 'series' | 'distributions' | 'blocks'> {
    const found = { columns: this.columns, series: this.#series }
    if (this.#scenario.until === undefined) return { ...found, distributions: this.#distributions }
    const blocks = blocksBegun(this.#scenario, taken)
    return { ...found, distributions: withBlocks(this.#distributions, blocks), blocks }
  }

  /** @throws SnapshotMismatch for a snapshot of other observers or another length */
  restore(taken: number, { series, blocks }: Pick<ReplicaSnapshot, 'series' | 'blocks'>): void {
    this.#capacity = capacityOf(this.#scenario, taken)
    if (series.length !== taken * this.columns.length) throw new SnapshotMismatch('its series')
    this.#series.set(series)
    if (!this.#blocks.every((block, index) => block.length === blocks[index]?.length)) {
      throw new SnapshotMismatch('its distributions')
    }
    for (const [index, block] of this.#blocks.entries()) block.set(blocks[index]!)
  }

  get #distributions() {
    return this.#observers.flatMap((observer) => observer.distributions)
  }

  #blockOf(sample: number): number {
    return Math.floor((sample * BLOCKS) / this.#capacity)
  }
}

/**
 * Makes room in every distribution for twice as many samples: blocks 0 and 1 become 0, 2 and 3 become 1 …
 * @param blocks the blocks of all distributions, one distribution after the other
 */
function joinBlocks(blocks: readonly Float64Array[]): void {
  for (let from = 0; from < blocks.length; from += BLOCKS) {
    const own = blocks.slice(from, from + BLOCKS)
    for (const [index, block] of own.entries()) {
      const [first, second] = [own[2 * index], own[2 * index + 1]]
      for (let bin = 0; bin < block.length; bin++) {
        block[bin] = (first?.[bin] ?? 0) + (second?.[bin] ?? 0)
      }
    }
  }
}

/** Distributions without the blocks that have not begun. */
function withBlocks(distributions: readonly Distribution[], begun: number): Distribution[] {
  return distributions.map((one) => ({ ...one, blocks: one.blocks.slice(0, begun) }))
}
