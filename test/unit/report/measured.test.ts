import { expect, test } from 'vitest'
import { formatCount, formatDuration, formatMeasured } from '../../../src/report/measured.ts'

test.each([
  [0.54123, 0.0031, '0.541(3)'],
  [-12.3049, 0.141, '-12.30(14)'],
  [0.5, 0.0996, '0.50(10)'],
  [0.5, 0.0951, '0.5(1)'],
  [-0.0004, 0.02, '0.00(2)'],
  [98.76, 1.44, '98.8 ± 1.4'],
  [1234, 56, '1230 ± 60'],
  [1234, 16, '1234 ± 16'],
  [1234.4, 3.2, '1234 ± 3'],
  [2, 0.3, '2.0(3)'],
  [1.2345678, 0, '1.2346'],
  [1.2345678, null, '1.2346'],
  [3, 1e-20, '3'],
  [null, null, '–'],
])('%s with error %s is shown as %s', (value, error, text) => {
  expect(formatMeasured(value, error)).toBe(text)
})

test('thousands are grouped', () => {
  expect([0, 999, 1000, 1234567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567'])
})

test('durations are in the largest unit that fits', () => {
  expect([0.84, 41.2, 59.7, 185, 7800].map(formatDuration)).toEqual([
    '0.8 s',
    '41 s',
    '1 min 00 s',
    '3 min 05 s',
    '2 h 10 min',
  ])
})
