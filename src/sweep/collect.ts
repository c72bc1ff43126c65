import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ResultRecord } from '../evaluate/record.ts'
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
import { Gathered } from './gathered.ts'
import { readFailure } from './point-files.ts'
import { sweepTable, type TableRow } from './sweep-table.ts'

/** What a collected sweep consists of, beside the results of its points. */
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
