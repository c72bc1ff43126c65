import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonDocument } from '../document/document.ts'
import { InputError } from '../errors/problem.ts'
import {
  type ConfigurationRecord,
  configurationDocument,
} from '../evaluate/configuration-record.ts'
import { digestOf } from '../evaluate/digest.ts'
import { type DistributionsRecord, distributionsDocument } from '../evaluate/distributions.ts'
import type { ParticleFrame } from '../evaluate/final-configuration.ts'
import { type ResultRecord, resultDocument } from '../evaluate/record.ts'
import { parseSeries, SERIES_FILE, type Series } from './series.ts'
import { RECORD_FILE, SWEEP_FILE } from './store.ts'
import {
  type PointEntry,
  pointDirectory,
  pointId,
  type SweepRecord,
  sweepDocument,
} from './sweep-record.ts'
import { TRAJECTORY_FILE, trajectoryFrames } from './trajectory-file.ts'

export const DISTRIBUTIONS_FILE = 'distributions.json'
export const CONFIGURATION_FILE = 'configuration.json'

/** The results that `entrolyte run` has written into a directory. */
export type Result = RunResult | SweepResult

/** The results of one scenario. Functions read when they are called, and throw InputError for a damaged file. */
export interface RunResult {
  readonly kind: 'run'
  readonly record: ResultRecord
  /** The time series; null if not kept. */
  series(): Series | null
  /** Histograms by name; empty if not kept. */
  distributions(): DistributionsRecord['distributions']
  /** The last configurations; null if not kept. */
  configuration(): ConfigurationRecord | null
  /** Frames of production, one at a time; null if not kept. */
  trajectory(): Iterable<ParticleFrame> | null
}

/** The results of a sweep. */
export interface SweepResult {
  readonly kind: 'sweep'
  readonly record: SweepRecord
  /** In the order of the record. */
  points(): readonly SweepPoint[]
}

/** A point of a sweep, and its result. */
export interface SweepPoint {
  readonly entry: PointEntry
  /** Of its result. */
  readonly directory: string
  /**
   * Reads the result, and does not keep it, for there may be thousands; null for a point that is not completed, or
   * whose result is gone. Throws InputError for a damaged one.
   */
  open(): RunResult | null
}

/**
 * The result in a directory: of a sweep, or of a run, which may be a point of a sweep.
 * Throws InputError if there is none, or one that this version cannot read.
 */
export function openResult(directory: string): Result {
  const record = readDocument(join(directory, SWEEP_FILE), sweepDocument)
  if (record === null) return openRun(directory)
  return {
    kind: 'sweep',
    record,
    points: () =>
      record.points.map((entry) => {
        const point = pointDirectory(directory, entry.id)
        const isThere = () => entry.state === 'completed' && existsSync(join(point, RECORD_FILE))
        const open = () => (isThere() ? openRun(point, entry.id) : null)
        return { entry, directory: point, open }
      }),
  }
}

/** The record of a completed point; null if it is missing or damaged, so that the point must be run. */
export function readPoint(sweep: string, id: string): ResultRecord | null {
  const directory = pointDirectory(sweep, id)
  if (!existsSync(join(directory, RECORD_FILE))) return null
  try {
    return openRun(directory, id).record
  } catch (error) {
    if (error instanceof InputError) return null
    throw error
  }
}

/** @param id of the point that the run has to be; any run without */
function openRun(directory: string, id: string | null = null): RunResult {
  const file = join(directory, RECORD_FILE)
  const record = readDocument(file, resultDocument)
  if (record === null) {
    throw unreadable(
      file,
      'there is no result',
      'give a directory that `entrolyte run` has written',
    )
  }
  if (record.digest !== digestOf(record)) {
    throw unreadable(file, 'is damaged: its digest is that of another record')
  }
  if (id !== null && pointId(record.scenario) !== id) {
    throw unreadable(file, 'is of another scenario than the name of its directory says')
  }
  return {
    kind: 'run',
    record,
    series: () => {
      const path = join(directory, SERIES_FILE)
      const text = readText(path)
      const series = text === null ? null : parseSeries(text)
      if (text !== null && series === null)
        throw unreadable(path, 'is no table of series, or cut off')
      return series
    },
    distributions: () =>
      readDocument(join(directory, DISTRIBUTIONS_FILE), distributionsDocument)?.distributions ?? {},
    configuration: () => readDocument(join(directory, CONFIGURATION_FILE), configurationDocument),
    trajectory: () => {
      const path = join(directory, TRAJECTORY_FILE)
      return existsSync(path) ? trajectoryFrames(path, record) : null
    },
  }
}

/** The contents of a file; null if there is no such file. Throws InputError if it cannot be read. */
export function readDocument<T>(file: string, document: JsonDocument<T>): T | null {
  const text = readText(file)
  return text === null ? null : document.read(text, file)
}

function readText(file: string): string | null {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return null
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw unreadable(file, `cannot be read: ${(error as Error).message}`)
  }
}

function unreadable(file: string, message: string, hint: string | null = null): InputError {
  return new InputError([{ file, line: null, column: null, path: '', message, hint, frame: null }])
}
