import { expect, test } from 'vitest'
import type { PointEntry } from '../../../src/store/sweep-record.ts'
import { sweepTable, type TableEstimates } from '../../../src/sweep/sweep-table.ts'
import { formatCsv } from '../../../src/table/csv.ts'

const formatSweep = (...given: Parameters<typeof sweepTable>) =>
  [...formatCsv(sweepTable(...given))].join('').trimEnd().split('\n')

const point = (id: string, settings: Record<string, unknown>, state = 'completed') =>
  ({ id, settings, state, digest: null, cause: null }) as PointEntry
const record = (observables: Record<string, [number | null, number | null]>) =>
  Object.fromEntries(
    Object.entries(observables).map(([name, [value, standardError]]) => {
      return [name, { value, standardError, unit: name === 'e' ? 'kJ/mol' : '' }]
    }),
  ) as TableEstimates

test('has a line for each point, observables of all of them, and empty cells for what is not there', () => {
  const records = new Map([
    ['a', record({ e: [1.5, 0.25] })],
    ['b', record({ e: [null, null], 'w:x': [0.5, 0] })],
  ])
  const points = [
    point('a', { temperature: '-80 degC' }),
    point('b', { temperature: '20.5 degC' }),
    point('c', { temperature: '40 degC' }, 'failed'),
  ]
  expect([...formatSweep(points, ['temperature'], ({ id }) => records.get(id) ?? null)]).toEqual([
    'point,state,temperature [degC],e [kJ/mol],e.standardError [kJ/mol],w:x,w:x.standardError',
    'a,completed,-80,1.5,0.25,,',
    'b,completed,20.5,,,0.5,0',
    'c,failed,40,,,,',
  ])
})

const columns = (axis: string, values: readonly unknown[]) => {
  const points = values.map((value, index) => point(String(index), { [axis]: value }))
  return [...formatSweep(points, [axis, 'other'], () => null)].map((line) =>
    line.split(',').slice(2),
  )
}

test.each([
  [
    'a bare number is in the default unit',
    'temperature',
    [280, '300 K'],
    ['temperature [K]', '280', '300'],
  ],
  ['a bare amount too', 'composition.salts.LiCl', [1], ['composition.salts.LiCl [mol/kg]', '1']],
  ['a number without a unit', 'lattice.cells', [8], ['lattice.cells', '8']],
  [
    'mixed units are shown as written',
    'temperature',
    [280, '7 degC'],
    ['temperature', '280', '7 degC'],
  ],
  ['text too', 'forcefield', ['aqueous', 'x'], ['forcefield', 'aqueous', 'x']],
])('%s', (_, axis, values, cells) => {
  expect(columns(axis, values).map(([cell]) => cell)).toEqual(cells)
})

test('a mapping is written as JSON, in quotes', () => {
  const points = [point('a', { 'composition.salts': { LiCl: 1, KCl: 2 } })]
  expect([...formatSweep(points, ['composition.salts'], () => null)][1]).toBe(
    'a,completed,"{""LiCl"":1,""KCl"":2}"',
  )
})
