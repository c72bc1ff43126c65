import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConfigurationRecord } from '../evaluate/configuration-record.ts'
import type { DistributionRecord, DistributionsRecord } from '../evaluate/distributions.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import type { ExportableSweep } from '../export/export-sweep.ts'
import type { RunSource } from '../report/run-source.ts'
import { parseSeries } from '../report/series.ts'
import type { SweepSource } from '../report/sweep-source.ts'
import { RECORD_FILE, SWEEP_FILE } from '../store/store.ts'
import { pointDirectory, readPoint } from '../sweep/point-files.ts'
import { parseSweepRecord, type SweepRecord } from '../sweep/sweep-record.ts'
import { usageError } from './usage-error.ts'

const HINT = 'give a directory that `entrolyte run` has written'

/** Whether a directory holds a sweep. */
export function isSweep(directory: string): boolean {
  return existsSync(join(directory, SWEEP_FILE))
}

/** The files of a run. Throws InputError if there is no record that this version can read. */
export function readRun(directory: string): RunSource {
  const file = join(directory, RECORD_FILE)
  const record = readJson<ResultRecord>(file)
  if (record === null) throw usageError(file, 'there is no result', HINT)
  const isOurs = record.format === 'entrolyte-result' && record.version === 1
  if (!isOurs) throw usageError(file, 'is not a result of this version of entrolyte', HINT)
  const series = join(directory, 'series.csv')
  return {
    record,
    distributions: readDistributions(directory),
    series: existsSync(series) ? parseSeries(readFileSync(series, 'utf8')) : null,
    configuration: readConfiguration(directory),
  }
}

/** The files of a sweep. Throws InputError if there is no record of one. */
export function readSweepSource(directory: string): SweepSource {
  const record = readSweepRecord(directory)
  return {
    record,
    points: record.points.map((entry) => {
      const isDone = entry.state === 'completed'
      return { entry, record: isDone ? readPoint(directory, entry.id) : null }
    }),
    configurationOf: (id) => readConfiguration(pointDirectory(directory, id)),
  }
}

/**
 * The same for other programs: files of points are read when they are asked for, since there may be
 * thousands. Throws InputError if there is no record of a sweep.
 */
export function readExportableSweep(directory: string): ExportableSweep {
  const record = readSweepRecord(directory)
  const done = new Set(
    record.points.flatMap(({ id, state }) => (state === 'completed' ? [id] : [])),
  )
  return {
    record,
    recordOf: (id) => (done.has(id) ? readPoint(directory, id) : null),
    distributionsOf: (id) => readDistributions(pointDirectory(directory, id)),
    configurationOf: (id) => {
      return done.has(id) ? readConfiguration(pointDirectory(directory, id)) : null
    },
  }
}

function readSweepRecord(directory: string): SweepRecord {
  const file = join(directory, SWEEP_FILE)
  const record = parseSweepRecord(readFileSync(file, 'utf8'))
  if (record === null) throw usageError(file, 'is not the record of a sweep', HINT)
  return record
}

function readDistributions(directory: string): Readonly<Record<string, DistributionRecord>> {
  return readJson<DistributionsRecord>(join(directory, 'distributions.json'))?.distributions ?? {}
}

function readConfiguration(directory: string): ConfigurationRecord | null {
  const found = readJson<ConfigurationRecord>(join(directory, 'configuration.json'))
  return found?.format === 'entrolyte-configuration' && found.version === 1 ? found : null
}

/** Null for what is not there or is no JSON. */
function readJson<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return null
  }
}
