import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunSource } from '../report/run-source.ts'
import { parseSeries } from '../report/series.ts'
import type { SweepSource } from '../report/sweep-source.ts'
import type { ConfigurationRecord } from '../results/configuration-record.ts'
import type { DistributionsRecord } from '../results/distributions.ts'
import type { ResultRecord } from '../results/record.ts'
import { RECORD_FILE, SWEEP_FILE } from '../results/store.ts'
import { pointDirectory, readPoint } from '../sweep/point-files.ts'
import { parseSweepRecord } from '../sweep/sweep-record.ts'
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
  const distributions = readJson<DistributionsRecord>(join(directory, 'distributions.json'))
  const series = join(directory, 'series.csv')
  return {
    record,
    distributions: distributions?.distributions ?? {},
    series: existsSync(series) ? parseSeries(readFileSync(series, 'utf8')) : null,
    configuration: readConfiguration(directory),
  }
}

/** The files of a sweep. Throws InputError if there is no record of one. */
export function readSweepSource(directory: string): SweepSource {
  const file = join(directory, SWEEP_FILE)
  const record = parseSweepRecord(readFileSync(file, 'utf8'))
  if (record === null) throw usageError(file, 'is not the record of a sweep', HINT)
  return {
    record,
    points: record.points.map((entry) => {
      const isDone = entry.state === 'completed'
      return { entry, record: isDone ? readPoint(directory, entry.id) : null }
    }),
    configurationOf: (id) => readConfiguration(pointDirectory(directory, id)),
  }
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
