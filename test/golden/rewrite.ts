import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandInProcess } from '../support/quiet-terminal.ts'
import {
  argumentsFor,
  type Digests,
  differences,
  digestsOf,
  RECORDS_FILE,
  RUNS,
  readRecords,
} from './digests.ts'

/** Rewrites the golden records with what the sources give now, and prints which digests changed. */
const NOTE =
  'Non-regression records: they may be wrong; they say that nothing has changed. Rewritten by `npm run golden`, on purpose only.'

const place = mkdtempSync(join(tmpdir(), 'entrolyte-'))
try {
  const runs: Record<string, Digests> = {}
  for (const run of RUNS) {
    const { status, text } = await commandInProcess(argumentsFor(run, join(place, run)))
    if (status !== 0) throw new Error(`${run} ended with status ${status}\n${text}`)
    runs[run] = digestsOf(join(place, run))
  }
  const changed = differences(readRecords(), runs)
  writeFileSync(RECORDS_FILE, `${JSON.stringify({ note: NOTE, runs }, null, 2)}\n`)
  process.stdout.write(`${changed.join('\n') || 'no digest has changed'}\n`)
} finally {
  rmSync(place, { recursive: true })
}
