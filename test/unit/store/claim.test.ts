import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { InputError } from '../../../src/errors/problem.ts'
import { CLAIM_FILE, claim } from '../../../src/store/claim.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'entrolyte-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const write = (claimant: unknown) =>
  writeFileSync(join(directory, CLAIM_FILE), JSON.stringify(claimant))
/** The number of a process that has ended. */
const deadProcess = () => spawnSync(process.execPath, ['--version']).pid
const host = hostname()

test('a directory is claimed once, and free again after that', () => {
  const release = claim(directory)
  expect(() => claim(directory)).toThrow(InputError)
  expect(readdirSync(directory)).toEqual([CLAIM_FILE])
  release()
  expect(readdirSync(directory)).toEqual([])
  claim(directory)()
})

test('the claim of a process that has died is taken over', () => {
  write({ pid: deadProcess(), host, started: '1' })
  claim(directory)
  expect(JSON.parse(readFileSync(join(directory, CLAIM_FILE), 'utf8')).pid).toBe(process.pid)
  expect(readdirSync(directory)).toEqual([CLAIM_FILE])
})

test.skipIf(process.platform !== 'linux')(
  'so is one whose number another process has been given since',
  () => {
    write({ pid: process.pid, host, started: '1' })
    claim(directory)()
  },
)

test.each([
  ['a process of another machine', () => ({ pid: deadProcess(), host: `${host}-2`, started: '1' })],
  ['a process that lives', () => ({ pid: process.ppid, host, started: null })],
  ['something that cannot be read', () => ({ pid: 'x' })],
])('the claim of %s stands', (_, claimant) => {
  write(claimant())
  expect(() => claim(directory)).toThrow('is being written to by')
})
