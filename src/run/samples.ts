import { type Column, type Observer, STRETCHES } from '../observe/observer.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { capacityOf, stretchesBegun } from './lengths.ts'
import type { ReplicaRecord } from './replica-record.ts'
import { type ReplicaSnapshot, SnapshotMismatch } from './replica-snapshot.ts'
import { joinStretches, withStretches } from './stretches.ts'

/** A stretch of distributions that has come to its end, with the rows of the series that belong to it. */
export interface FinishedStretch {
  readonly stretch: number
  readonly rows: Float64Array
}

/** What the observers of a replica find: a row of the series for each measurement, and their distributions. */
export class Samples {
  readonly columns: readonly Column[]
  readonly #scenario: Scenario
  readonly #observers: readonly Observer[]
  /** Stretches of all distributions. */
  readonly #blocks: readonly Float64Array[]
  readonly #series: Float64Array
  /** Samples that all stretches of distributions hold; doubled where a run goes on beyond it. */
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

  /** Measures the configuration as it is; what it was the last sample of, if of anything. */
  measure(sample: number): FinishedStretch | null {
    if (sample === this.#capacity) {
      joinStretches(this.#blocks)
      this.#capacity *= 2
    }
    const stretch = this.#stretchOf(sample)
    const width = this.columns.length
    let offset = sample * width
    for (const observer of this.#observers) {
      observer.measure(this.#series, offset, stretch)
      offset += observer.columns.length
    }
    if (this.#stretchOf(sample + 1) === stretch) return null
    const from = Math.ceil((stretch * this.#capacity) / STRETCHES)
    return { stretch, rows: this.#series.subarray(from * width, (sample + 1) * width) }
  }

  snapshot(taken: number): Pick<ReplicaSnapshot, 'series' | 'blocks'> {
    return {
      series: this.#series.slice(0, taken * this.columns.length),
      blocks: this.#blocks.map((block) => block.slice()),
    }
  }

  /** Its arrays stay the samples' own. */
  record(taken: number): Pick<ReplicaRecord, 'columns' | 'series' | 'distributions' | 'stretches'> {
    const found = { columns: this.columns, series: this.#series }
    if (this.#scenario.until === undefined) return { ...found, distributions: this.#distributions }
    const stretches = stretchesBegun(this.#scenario, taken)
    return { ...found, distributions: withStretches(this.#distributions, stretches), stretches }
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

  #stretchOf(sample: number): number {
    return Math.floor((sample * STRETCHES) / this.#capacity)
  }
}
