import { expect, test } from 'vitest'
import { formatKelvins } from '../../../src/units/quantity.ts'

test('a temperature is written without what its conversion left', () => {
  expect(formatKelvins(253.14999999999998)).toBe('253.15 K')
  expect(formatKelvins(260)).toBe('260 K')
  expect(formatKelvins(0.1 + 0.2)).toBe('0.3 K')
})
