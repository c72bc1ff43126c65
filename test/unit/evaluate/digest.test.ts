import { expect, test } from 'vitest'
import { digestOf, sha256 } from '../../../src/evaluate/digest.ts'
import type { ResultRecord } from '../../../src/evaluate/record.ts'

// Only the keys matter here.
const record = {
  format: 'entrolyte-result',
  version: 1,
  state: 'completed',
  observables: { a: { value: 1 }, b: { value: 2 } },
  provenance: { start: 'today' },
  timing: { wallSeconds: 1 },
} as unknown as ResultRecord

test('the hash is that of the canonical JSON', () => {
  // printf '{"a":1}' | sha256sum
  expect(sha256({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862')
})

test('the digest does not depend on the order of keys, nor on who ran it, when and how fast', () => {
  const digest = digestOf(record)
  const reversed = Object.fromEntries(Object.entries(record).reverse()) as unknown as ResultRecord
  const timing = { wallSeconds: 9 } as ResultRecord['timing']
  const provenance = { start: 'tomorrow' } as ResultRecord['provenance']
  expect(digestOf(reversed)).toBe(digest)
  expect(digestOf({ ...record, timing, provenance })).toBe(digest)
})

test('it depends on everything else, and not on itself', () => {
  expect(digestOf({ ...record, state: 'failed' })).not.toBe(digestOf(record))
  const digest: ResultRecord = { ...record, digest: 'x' }
  expect(digestOf(digest)).toBe(digestOf(record))
})
