import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Observables, ResultRecord } from '../evaluate/record.ts'
import { writeDurably, writePartsDurably } from '../store/durable-file.ts'
import { readPoint } from '../store/results.ts'
import { SWEEP_FILE } from '../store/store.ts'
import {
  type PointEntry,
  type SweepRecord,
  sweepDocument,
  sweepRecord,
} from '../store/sweep-record.ts'
import { formatCsv } from '../table/csv.ts'
import { formatParquet } from '../table/parquet.ts'
import { readFailure } from './point-files.ts'
import { sweepTable, type TableEstimates, type TableRow } from './sweep-table.ts'

/** What a collected sweep consists of, apart from the results of its points. */
export const TABLE_FILES = ['sweep.csv', 'sweep.parquet'] as const

type Given = Pick<SweepRecord, 'program' | 'axes' | 'source'>

/**
 * Reads the results of all points, one at a time, and writes `sweep.csv`, `sweep.parquet` and
 * `sweep.json`. A point without a sound result is missing, or failed if it is known why.
 * @param failureOf why a point without a result has failed; null if it has not
 */
export function collectSweep(
  directory: string,
  points: readonly Pick<PointEntry, 'id' | 'settings'>[],
  given: Given,
  failureOf: (id: string) => string | null = (id) => readFailure(directory, id),
): SweepRecord {
  mkdirSync(directory, { recursive: true })
  const gathered = new Gathered(directory)
  try {
    const rows: TableRow[] = []
    const entries = points.map(({ id, settings }) => {
      const record = readPoint(directory, id)
      const entry = { id, settings, ...outcomeOf(record, () => failureOf(id)) }
      const rungs = record?.ladder?.rungs.map(({ temperature, observables }, rung) => {
        const row = { ...entry, settings: { ...settings, temperature }, rung }
        return { row, observables }
      })
      for (const { row, observables } of rungs ?? [
        { row: entry, observables: record?.observables },
      ]) {
        rows.push(row)
        if (observables !== undefined) gathered.put(placeOf(row), observables)
      }
      return entry
    })
    const hasRungs = rows.some(({ rung }) => rung !== undefined)
    const axes = hasRungs ? [...given.axes, 'temperature'] : given.axes
    const table = sweepTable(rows, axes, (row) => gathered.get(placeOf(row)))
    writePartsDurably(join(directory, 'sweep.csv'), formatCsv(table))
    writePartsDurably(join(directory, 'sweep.parquet'), formatParquet(table))
    const isEnded = !entries.some(({ state }) => state === 'missing')
    const record = sweepRecord(entries, given, isEnded)
    writeDurably(join(directory, SWEEP_FILE), sweepDocument.write(record))
    return record
  } finally {
    gathered.close()
  }
}

function placeOf({ id, rung }: TableRow): string {
  return rung === undefined ? id : `${id}:${rung}`
}

type Outcome = Omit<PointEntry, 'id' | 'settings'>

function outcomeOf(record: ResultRecord | null, failure: () => string | null): Outcome {
  if (record?.state === 'completed') {
    return { state: 'completed', digest: record.digest, cause: null }
  }
  if (record !== null) {
    const cause = record.warnings[0]?.message ?? null
    return { state: 'failed', digest: record.digest, cause }
  }
  const cause = failure()
  return { state: cause === null ? 'missing' : 'failed', digest: null, cause }
}

/**
 * Observables of many points, kept in a file next to the results while tables are made of them: records
 * are long and slow to check, so each is read once, and none is kept.
 */
export class Gathered {
  readonly #path: string
  readonly #file: number
  readonly #places = new Map<string, readonly [offset: number, length: number]>()
  #end = 0

  /** @param directory where there is room for a file, removed by `close` */
  constructor(directory: string) {
    this.#path = join(directory, `.observables.${process.pid}.part`)
    this.#file = openSync(this.#path, 'w+', 0o600)
  }

  put(id: string, observables: Observables): void {
    const kept = Object.entries(observables).map(([name, { value, standardError, unit }]) => {
      return [name, { value, standardError, unit }] as const
    })
    const bytes = Buffer.from(JSON.stringify(Object.fromEntries(kept)))
    for (let at = 0; at < bytes.length; ) {
      at += writeSync(this.#file, bytes, at, bytes.length - at, this.#end + at)
    }
    this.#places.set(id, [this.#end, bytes.length])
    this.#end += bytes.length
  }

  /** Those of a point; null if there are none. */
  readonly get = (id: string): TableEstimates | null => {
    const place = this.#places.get(id)
    if (place === undefined) return null
    const [offset, length] = place
    const bytes = Buffer.alloc(length)
    for (let at = 0; at < length; ) {
      const read = readSync(this.#file, bytes, at, length - at, offset + at)
      if (read === 0) throw new Error(`${this.#path} was cut off`)
      at += read
    }
    return JSON.parse(bytes.toString('utf8')) as TableEstimates
  }

  close(): void {
    closeSync(this.#file)
    rmSync(this.#path, { force: true })
  }
}
