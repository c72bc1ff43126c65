import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { InputError } from '../../../src/errors/problem.ts'
import { claimDirectory, freeDirectory, writeResult } from '../../../src/store/store.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'entrolyte-'))
})
afterEach(() => rmSync(root, { recursive: true }))

test('files are written whole and nothing is left beside them', () => {
  const directory = join(root, 'a', 'b')
  const claim = claimDirectory(directory)
  writeResult(directory, { 'result.json': '{}', 'series.csv': 'Zn²⁺\n' })
  claim.release()
  expect(readdirSync(directory).sort()).toEqual(['result.json', 'series.csv'])
  expect(readFileSync(join(directory, 'series.csv'), 'utf8')).toBe('Zn²⁺\n')
})

test('a directory that holds anything is refused, and replaced with force', () => {
  writeFileSync(join(root, 'result.json'), 'old')
  expect(() => claimDirectory(root)).toThrow(InputError)
  claimDirectory(root, { force: true })
  writeResult(root, { 'result.json': 'new' })
  expect(readFileSync(join(root, 'result.json'), 'utf8')).toBe('new')
})

test('a file in the way is refused even with force', () => {
  writeFileSync(join(root, 'a'), '')
  expect(() => claimDirectory(join(root, 'a'), { force: true })).toThrow(InputError)
  expect(() => claimDirectory(join(root, 'a', 'b'), { force: true })).toThrow(InputError)
})

test('a claim that wrote nothing leaves nothing', () => {
  const directory = join(root, 'a')
  claimDirectory(directory).release()
  expect(existsSync(directory)).toBe(false)
})

test('the next free directory is numbered', () => {
  const directory = join(root, 'a')
  expect(freeDirectory(directory)).toBe(directory)
  for (const name of ['a', 'a-2']) {
    mkdirSync(join(root, name))
    writeFileSync(join(root, name, 'x'), '')
  }
  expect(freeDirectory(directory)).toBe(`${directory}-3`)
})
