import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from '../store/durable-file.ts'
import { readPoint } from '../store/results.ts'
import { SWEEP_FILE } from '../store/store.ts'
import {
  type PointEntry,
  type SweepRecord,
  sweepDocument,
  sweepRecord,
} from '../store/sweep-record.ts'
import { collectSweep } from './collect.ts'

type Given = Pick<SweepRecord, 'program' | 'axes' | 'source'>

/** Keeps what is known of the points of a sweep, and writes it to `sweep.json` and the tables. */
export class SweepBook {
  readonly #directory: string
  readonly #given: Given
  readonly #entries: Map<string, PointEntry>

  /** Looks up which points have sound results in the directory. */
  constructor(
    directory: string,
    points: readonly Pick<PointEntry, 'id' | 'settings'>[],
    given: Given,
  ) {
    this.#directory = directory
    this.#given = given
    this.#entries = new Map(
      points.map(({ id, settings }) => {
        const record = readPoint(directory, id)
        const isThere = record?.state === 'completed'
        const state = isThere ? 'completed' : 'missing'
        const digest = isThere ? record.digest : null
        return [id, { id, settings, state, digest, cause: null }]
      }),
    )
  }

  stateOf(id: string): PointEntry['state'] {
    return this.#entries.get(id)!.state
  }

  count(state: PointEntry['state']): number {
    return [...this.#entries.values()].filter((entry) => entry.state === state).length
  }

  /** Notes how a point has ended. */
  note(id: string, outcome: Omit<PointEntry, 'id' | 'settings'>): PointEntry {
    const entry = { ...this.#entries.get(id)!, ...outcome }
    this.#entries.set(id, entry)
    return entry
  }

  /** Writes the record of a sweep that goes on. */
  write(): SweepRecord {
    mkdirSync(this.#directory, { recursive: true })
    const record = sweepRecord([...this.#entries.values()], this.#given, false)
    writeDurably(join(this.#directory, SWEEP_FILE), sweepDocument.write(record))
    return record
  }

  /** Writes the record and the tables of the results so far. */
  collect(): SweepRecord {
    const failureOf = (id: string) => {
      const { state, cause } = this.#entries.get(id)!
      return state === 'failed' ? (cause ?? '') : null
    }
    const points = [...this.#entries.values()]
    return collectSweep(this.#directory, points, this.#given, failureOf)
  }
}
