import { readFileSync, statSync } from 'node:fs'
import { InputError } from '../errors/problem.ts'
import { openResult } from '../store/results.ts'
import type { ComparableRecord } from './comparable-record.ts'
import { MELTING_HINT, meltingDocument, meltingRecords } from './melting-records.ts'

/** A result that is offered for comparison. */
export interface Candidate {
  /** Where the record is from, for people. */
  readonly place: string
  readonly record: ComparableRecord
}

/**
 * The result in a directory, those of all finished points of a sweep, or the melting points in a file.
 * Throws InputError if there is none, or a damaged one.
 */
export function readCandidates(place: string): Candidate[] {
  const stats = statSync(place, { throwIfNoEntry: false })
  if (stats === undefined) {
    const at = { file: place, line: null, column: null, path: '', frame: null }
    throw new InputError([{ ...at, message: 'there is no result', hint: MELTING_HINT }])
  }
  if (!stats.isDirectory()) {
    const report = meltingDocument.read(readFileSync(place, 'utf8'), place)
    return meltingRecords(report).map((record) => ({ place, record }))
  }
  const result = openResult(place)
  if (result.kind === 'run') return [{ place, record: result.record }]
  return result.points().flatMap(({ directory, open }) => {
    const run = open()
    return run === null ? [] : [{ place: directory, record: run.record }]
  })
}

/** The results of one run at all temperatures of its ladder; a run without one has its own alone. */
export function atEveryTemperature(candidate: Candidate): Candidate[] {
  const { place, record } = candidate
  const { ladder, scenario } = record
  if (ladder === undefined) return [candidate]
  return ladder.rungs.map(({ temperature, observables, warnings }) => {
    if (temperature === scenario.temperature) return candidate
    const at = { ...scenario, temperature }
    return { place, record: { ...record, scenario: at, observables, warnings } }
  })
}
