import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SRC = new URL('../../src/', import.meta.url).pathname

/** What is left of a source without comments, examples for people, and prose, which has spaces in it. */
function bare(source: string): string {
  return source
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(?<![:'"`])\/\/.*$/gm, '')
    .replaceAll(/examples: \[(?:\[[^\]]*\]|[^[\]])*\]/g, '')
    .replaceAll(/'[^'\n]*\s[^'\n]*'/g, "''")
}

const namesWater = (source: string) => /\bH2O\b|\bWATER\b/.test(bare(source))

test('the code names no species of water: force fields do', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  const sources = files.filter((file) => /\.tsx?$/.test(file))
  expect(sources.length).toBeGreaterThan(100)
  const found = sources.filter((file) => namesWater(readFileSync(join(SRC, file), 'utf8')))
  expect(found).toEqual([])
})

test.each([
  ["if (name === 'H2O') return", true],
  ['const counts = { H2O: 1 }', true],
  ['const WATER = text', true],
  ['speciesIndex(model, `H2O`)', true],
  ['/** Such as `H2O:4 Cl-:2`. */', false],
  ["examples: [['H2O.donor', 'H2O.acceptor']],", false],
  ["fail('such as solvents: { H2O: 1 }')", false],
  ['const WATER_DENSITY = 0.99705', false],
])('%s: %s', (source, isFound) => {
  expect(namesWater(source)).toBe(isFound)
})
