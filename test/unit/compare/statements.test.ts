import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseStatements } from '../../../src/compare/statement.ts'
import { parseForceField } from '../../../src/forcefield/parse-force-field.ts'
import { parseTargets } from '../../../src/methods/calibration/targets.ts'
import { AQUEOUS, SHIPPED, SHIPPED_SWEEPS } from '../scenario/shipped.ts'

const read = (name: string) =>
  readFileSync(new URL(`../../../scenarios/reference/${name}`, import.meta.url), 'utf8')
const text = read('statements.yaml')
const shipped = parseStatements(text)

describe('the shipped statements', () => {
  test('are read, with canonical units and what they leave to defaults', () => {
    const { statements, systems } = shipped
    expect(systems['li2zncl4-9h2o']).toMatchObject({ salts: { ZnCl2: 6.168, LiCl: 12.335 } })
    expect(statements[0]!.temperature.from).toBeCloseTo(193.15, 10)
    expect(statements.find(({ id }) => id === 'gelation')).toMatchObject({
      ...{ sigmas: 2, branch: 'liquid', budget: 300, kind: 'range', least: 0.5, most: null },
    })
  })

  test('are about the rows that can be run, and name shipped scenarios', () => {
    const rows = new Set(shipped.statements.map(({ row }) => row))
    expect([...rows]).toEqual([1, 2, 3, 8, 9, 10])
    for (const name of shipped.scenarios)
      expect(SHIPPED.has(name) || SHIPPED_SWEEPS.has(name)).toBe(true)
  })

  test('about what nobody has measured decide nothing', () => {
    for (const { row, flag } of shipped.statements) if (row === 10) expect(flag).toBe('weak')
  })
})

test.each([
  ['an unknown system', '[br-2m, cl-2m, so4-2m]]', '[br-2m, cl-3m]]', /no system cl-3m/],
  ['the id of another', 'id: gelation', 'id: no-free-water', /there twice/],
  ['no bound', '    least: 0.5\n', '', /a range needs a bound|Invalid/],
])('a statement with %s is refused', (_, before, after, message) => {
  expect(text).toContain(before)
  expect(() => parseStatements(text.replace(before, after))).toThrow(message)
})

describe('what force fields are fitted to', () => {
  const { targets, inputs } = parseTargets(read('calibration-targets.yaml'))
  const fittedTo = [...targets, ...inputs]
  const { contacts, shells, cohesion } = parseForceField(AQUEOUS, 'aqueous.yaml')
  const leaks = (fitted: readonly { data: string }[]) => {
    const data = new Set(fitted.map((target) => target.data))
    return shipped.statements.filter((statement) => data.has(statement.data)).map(({ id }) => id)
  }

  test('is nothing that statements are about', () => {
    expect(leaks(fittedTo)).toEqual([])
    const ids = new Set(fittedTo.map(({ id }) => id))
    for (const { id } of shipped.statements) expect(ids.has(id)).toBe(false)
  })

  test('would be noticed if it were', () => {
    expect(leaks([...fittedTo, { data: 'yang-speciation' }])).toEqual([
      'zinc-takes-up-chloride',
      'zinc-as-tetrachlorozincate',
    ])
  })

  test('is named for every calibrated parameter, and for no other', () => {
    const named = new Set(fittedTo.flatMap(({ parameters }) => parameters))
    const calibrated = [...contacts, ...shells, { name: 'cohesion', role: cohesion!.role }]
      .filter(({ role }) => role === 'calibrated')
      .map(({ name }) => name)
    expect(calibrated.length).toBeGreaterThan(0)
    expect(new Set(calibrated)).toEqual(named)
  })
})
