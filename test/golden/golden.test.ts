import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandInProcess } from '../support/quiet-terminal.ts'
import {
  argumentsFor,
  type Digests,
  digestsOf,
  KINDS,
  QUIET,
  RUNS,
  readRecords,
} from './digests.ts'

// Non-regression records: they may be wrong; they say that nothing has changed. README.md has the rules.
const records = readRecords()
const place = mkdtempSync(join(tmpdir(), 'entrolyte-'))
afterAll(() => rmSync(place, { recursive: true }))

test('every golden scenario has a record, and every record its scenario', () => {
  expect(Object.keys(records)).toEqual(RUNS)
})

describe.each(RUNS)('non-regression record of %s', (name) => {
  let found: Digests
  beforeAll(async () => {
    const out = join(place, name)
    const ending = await commandInProcess(argumentsFor(name, out))
    expect([ending.status, ending.stderr]).toEqual([0, ''])
    found = digestsOf(out)
  })

  test.each(KINDS)('%s is unchanged', (kind) => {
    expect(found[kind]).toBe(records[name]?.[kind])
  })
})

const KEPT = new URL('checkpoint/checkpoint.bin', import.meta.url)

/** Names what wrote the kept checkpoint: the program's version or that of the format. */
const REFUSAL = /checkpoint\.bin cannot be used: .*(entrolyte 0\.1\.0|format is version 2)\b/

test('the kept checkpoint is resumed to its golden record, or refused by name with nothing lost', async () => {
  const out = join(place, 'kept')
  mkdirSync(out)
  copyFileSync(KEPT, join(out, 'checkpoint.bin'))
  const { status, text } = await commandInProcess(['resume', out, ...QUIET])
  if (status === 0) {
    expect(digestsOf(out)).toEqual(records.resumed)
    return
  }
  expect(status).toBe(2)
  expect(text).toMatch(REFUSAL)
  expect(readdirSync(out)).toEqual(['checkpoint.bin'])
  expect(readFileSync(join(out, 'checkpoint.bin')).equals(readFileSync(KEPT))).toBe(true)
})
