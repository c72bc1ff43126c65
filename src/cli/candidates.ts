import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Candidate } from '../compare/candidate.ts'
import { parseComparableRecord } from '../compare/comparable-record.ts'
import { parseMeltingRecords } from '../compare/melting-records.ts'
import { parseStatements } from '../compare/parse-statements.ts'
import type { Statements } from '../compare/statement.ts'
import { RECORD_FILE, SWEEP_FILE } from '../store/store.ts'
import { SCENARIOS } from './package-root.ts'
import { usageError } from './usage-error.ts'

/** What was reported, as shipped. */
export function readStatements(): Statements {
  return parseStatements(readFileSync(join(SCENARIOS, 'reference', 'statements.yaml'), 'utf8'))
}

/** The result in a directory, those of all finished points of a sweep, or the melting points in a file. */
export function readCandidates(place: string): Candidate[] {
  const isDirectory = statSync(place, { throwIfNoEntry: false })?.isDirectory()
  if (isDirectory && statSync(join(place, SWEEP_FILE), { throwIfNoEntry: false })) {
    const points = readdirSync(join(place, 'points')).map((id) => join(place, 'points', id))
    return points
      .filter((point) => statSync(join(point, RECORD_FILE), { throwIfNoEntry: false }))
      .flatMap(readCandidate)
  }
  return readCandidate(place)
}

/** The result in a directory or file, or the melting points in a file. Throws InputError if there is none. */
function readCandidate(place: string): Candidate[] {
  const isDirectory = statSync(place, { throwIfNoEntry: false })?.isDirectory()
  const file = isDirectory ? join(place, RECORD_FILE) : place
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    const hint =
      'give directories that `entrolyte run` has written, or files from `entrolyte melting --json`'
    throw usageError(file, 'there is no result', hint)
  }
  const records = parseMeltingRecords(text) ?? [parseComparableRecord(text, file)]
  return records.map((record) => ({ place, record }))
}
