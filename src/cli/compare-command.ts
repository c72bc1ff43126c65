import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Candidate } from '../compare/candidate.ts'
import { parseComparableRecord } from '../compare/comparable-record.ts'
import { judge } from '../compare/judge.ts'
import { parseStatements } from '../compare/parse-statements.ts'
import { RECORD_FILE } from '../results/store.ts'
import { formatJudgements } from './compare-report.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { SCENARIOS } from './package-root.ts'
import { formatJson } from './result-files.ts'
import type { Terminal } from './terminal.ts'
import { usageError } from './usage-error.ts'

/**
 * Judges results by what was reported. The status is 1 if not one statement had all its results.
 * Throws InputError for a directory without a result.
 */
export function compareCommand(
  directories: readonly string[],
  { json }: { readonly json?: boolean },
  { out, outColors }: Terminal,
): ExitStatus {
  const text = readFileSync(join(SCENARIOS, 'reference', 'statements.yaml'), 'utf8')
  const judgements = judge(parseStatements(text), directories.map(readCandidate))
  out(json ? formatJson(judgements) : formatJudgements(judgements, outColors))
  const isMade = judgements.some(({ readings }) => readings.every(({ value }) => value !== null))
  return isMade ? EXIT.done : EXIT.failed
}

/** The result in a directory or file. Throws InputError if there is none. */
export function readCandidate(place: string): Candidate {
  const isDirectory = statSync(place, { throwIfNoEntry: false })?.isDirectory()
  const file = isDirectory ? join(place, RECORD_FILE) : place
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    const hint = 'give directories that `entrolyte run` has written'
    throw usageError(file, 'there is no result', hint)
  }
  return { place, record: parseComparableRecord(text, file) }
}
