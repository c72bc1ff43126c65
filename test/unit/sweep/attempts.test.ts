import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Attempts, lostAttempts } from '../../../src/sweep/point-files.ts'

let sweep = ''
beforeEach(() => {
  sweep = mkdtempSync(join(tmpdir(), 'entrolyte-attempts-'))
})
afterEach(() => rmSync(sweep, { recursive: true }))

const [one, other] = ['a', 'b'].map((letter) => letter.repeat(12)) as [string, string]

test('that are killed are counted, of each point by itself', () => {
  expect(lostAttempts(sweep, one)).toBe(0)
  for (const count of [1, 2, 3]) {
    new Attempts(sweep).begin(one, 0)
    expect([lostAttempts(sweep, one), lostAttempts(sweep, other)]).toEqual([count, 0])
  }
})

test('that end, or whose process ends in good order, are not', () => {
  const attempts = new Attempts(sweep)
  attempts.begin(one, 0)
  attempts.begin(other, 0)
  attempts.end(one)
  expect([lostAttempts(sweep, one), lostAttempts(sweep, other)]).toEqual([0, 1])
  // What comes late, such as a last checkpoint of another replica, is no attempt.
  attempts.reach(one, 100)
  attempts.endAll()
  for (const id of [one, other]) expect(readdirSync(join(sweep, 'points', id))).toEqual([])
})

test('that come further than the one before are not; those that come as far are', () => {
  const attempts = new Attempts(sweep)
  attempts.begin(one, 500)
  attempts.reach(one, 500)
  expect(lostAttempts(sweep, one)).toBe(1)
  attempts.reach(one, 501)
  expect(lostAttempts(sweep, one)).toBe(0)
  new Attempts(sweep).begin(one, 501)
  expect(lostAttempts(sweep, one)).toBe(1)
})

test.each(['', '{', '{"count":"2"}', '{"count":-1}', 'null', '{"__proto__":{"count":9}}'])(
  'of which there is no readable note are none: %s',
  (text) => {
    mkdirSync(join(sweep, 'points', one), { recursive: true })
    writeFileSync(join(sweep, 'points', one, 'attempt.json'), text)
    expect(lostAttempts(sweep, one)).toBe(0)
  },
)
