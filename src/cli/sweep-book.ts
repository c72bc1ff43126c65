import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from '../results/durable-file.ts'
import type { ResultRecord } from '../results/record.ts'
import { SWEEP_FILE } from '../results/store.ts'
import type { PlannedPoint } from '../sweep/plan.ts'
import { readPoint } from '../sweep/point-files.ts'
import { formatSweep } from '../sweep/sweep-csv.ts'
import { type PointEntry, type SweepRecord, sweepRecord } from '../sweep/sweep-record.ts'
import { formatJson } from './result-files.ts'

type Given = Pick<SweepRecord, 'program' | 'axes' | 'source'>

/** Keeps what is known of the points of a sweep, and writes it to `sweep.json` and `sweep.csv`. */
export class SweepBook {
  readonly #directory: string
  readonly #given: Given
  readonly #entries: Map<string, PointEntry>

  /** Looks up which points have sound results in the directory. */
  constructor(directory: string, plan: readonly PlannedPoint[], given: Given) {
    this.#directory = directory
    this.#given = given
    this.#entries = new Map(
      plan.map(({ id, settings }) => {
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

  /** Notes how a point has ended. */
  note(id: string, outcome: Omit<PointEntry, 'id' | 'settings'>): PointEntry {
    const entry = { ...this.#entries.get(id)!, ...outcome }
    this.#entries.set(id, entry)
    return entry
  }

  /** Writes the record, and the table too where the records of points can be had. */
  write(isOver: boolean, recordOf?: (id: string) => ResultRecord | null): SweepRecord {
    const entries = [...this.#entries.values()]
    mkdirSync(this.#directory, { recursive: true })
    if (recordOf !== undefined) {
      const lines = [...formatSweep(entries, this.#given.axes, recordOf)]
      writeDurably(join(this.#directory, 'sweep.csv'), `${lines.join('\n')}\n`)
    }
    const isEnded = isOver && !entries.some(({ state }) => state === 'missing')
    const record = sweepRecord(entries, this.#given, isEnded)
    writeDurably(join(this.#directory, SWEEP_FILE), formatJson(record))
    return record
  }
}
