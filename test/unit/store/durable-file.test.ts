import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { writeDurably, writePartsDurably } from '../../../src/store/durable-file.ts'

/** What is done to the disk, in order: what, and to which file. */
const calls = vi.hoisted((): string[] => [])
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  const names = new Map<number, string>()
  const ofDescriptor =
    <Rest extends unknown[], Result>(
      what: string,
      real: (descriptor: number, ...rest: Rest) => Result,
    ) =>
    (descriptor: number, ...rest: Rest): Result => {
      calls.push(`${what} ${names.get(descriptor)}`)
      return real(descriptor, ...rest)
    }
  const nameOf = (path: string) => path.replace(/^.*\/(?=[^/]+$)/, '').replace(/\d+/, 'pid')
  return {
    ...fs,
    openSync: (path: string, flags: string) => {
      const descriptor = fs.openSync(path, flags)
      names.set(descriptor, nameOf(path))
      return descriptor
    },
    writeSync: ofDescriptor('write', fs.writeSync as (file: number, bytes: Uint8Array) => number),
    fsyncSync: ofDescriptor('fsync', fs.fsyncSync),
    closeSync: ofDescriptor('close', fs.closeSync),
    renameSync: (from: string, to: string) => {
      calls.push(`rename ${nameOf(from)} ${nameOf(to)}`)
      fs.renameSync(from, to)
    },
  }
})

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'entrolyte-'))
  calls.length = 0
})
afterEach(() => rmSync(directory, { recursive: true }))

const path = () => join(directory, 'file')
const folder = () => directory.replace(/^.*\//, '').replace(/\d+/, 'pid')
const expected = (writes: number) => [
  ...Array.from({ length: writes }, () => 'write .file.pid.part'),
  'fsync .file.pid.part',
  'close .file.pid.part',
  'rename .file.pid.part file',
  `fsync ${folder()}`,
  `close ${folder()}`,
]

// A power cut between the two would otherwise leave the new name with nothing behind it.
test('is on the disk before it has its name, and the name after it', () => {
  writeDurably(path(), 'content')
  expect(calls).toEqual(expected(2))
  expect(readFileSync(path(), 'utf8')).toBe('content')
})

test('so is one that comes in parts', () => {
  writePartsDurably(path(), ['a', 'b', 'c'])
  expect(calls).toEqual(expected(3))
  expect(readFileSync(path(), 'utf8')).toBe('abc')
})
