/**
 * `entrolyte/io`: results in files, and tables and configurations for other programs.
 *
 * @module io
 */

import { originOf } from './export/origin.ts'
import { formatExtendedXyz, framesOf } from './export/particles.ts'
import { resultFiles } from './export/result-files.ts'
import type { Finished } from './runner/simulate.ts'
import type { RunResult } from './store/results.ts'
import { claimDirectory, writeResult as writeFiles } from './store/store.ts'
import { formatCsv } from './table/csv.ts'
import { formatParquet } from './table/parquet.ts'
import type { Table } from './table/table.ts'

export { type ExportedFile, exportResult, type Format, tablesOf } from './export/export.ts'
export {
  openResult,
  type Result,
  type RunResult,
  type SweepPoint,
  type SweepResult,
} from './store/results.ts'
export type { Cell, Column, Table } from './table/table.ts'

/**
 * Writes all files that `entrolyte run` writes, but for a report, into a directory, for `openResult`.
 * @param finished the last event of `simulate`
 * @throws InputError if something else is in the directory, or another process writes to it
 */
export function writeResult(
  directory: string,
  { result, replicas }: Pick<Finished, 'result' | 'replicas'>,
  { force = false }: { /** Replaces a result that is there. */ readonly force?: boolean } = {},
): void {
  const claim = claimDirectory(directory, { force })
  try {
    writeFiles(directory, resultFiles(result, replicas, { checkpointEvery: 0 }))
  } finally {
    claim.release()
  }
}

/** A table as CSV (RFC 4180); units stand in the heads, and what is missing is an empty cell. */
export function toCsv(table: Table): string {
  return [...formatCsv(table)].join('')
}

/** A table as the bytes of a Parquet file. */
export function toParquet(table: Table): Uint8Array {
  const parts = [...formatParquet(table)]
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/**
 * What the replicas of a run ended with as extended XYZ, one frame a replica: places in Å, charges as `initial_charges`;
 * null where it was not kept.
 */
export function toExtxyz(run: RunResult): string | null {
  const configuration = run.configuration()
  if (configuration === null) return null
  const { record } = run
  return formatExtendedXyz(framesOf(configuration), record.scenario.title, originOf(record))
}
export type { ParticleFrame } from './evaluate/final-configuration.ts'
export type { Series } from './store/series.ts'
export type { PointEntry, SweepRecord } from './store/sweep-record.ts'
