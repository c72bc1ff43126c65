import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseStatements } from '../../../src/compare/parse-statements.ts'

const text = readFileSync(
  new URL('../../../scenarios/reference/statements.yaml', import.meta.url),
  'utf8',
)

test('the shipped statements are read', () => {
  const { statements, systems } = parseStatements(text)
  expect(statements.map(({ id }) => id)).toEqual([
    'perchlorate-disorders-water',
    'zinc-takes-up-chloride',
    'no-free-water',
  ])
  expect(systems['li2zncl4-9h2o']!.salts).toEqual({ ZnCl2: 6.168, LiCl: 12.335 })
  expect(statements[0]!.temperature.from).toBeCloseTo(193.15, 10)
})

test('a statement about an unknown system is refused', () => {
  expect(() => parseStatements(text.replace('[zncl2-2m]]', '[zncl2]]'))).toThrow(/no system zncl2/)
})
