import pc from 'picocolors'
import { expect, test } from 'vitest'
import { RunningTable } from '../../../src/cli/running-table.ts'
import type { LogRow } from '../../../src/run/replica-log.ts'

const colors = pc.createColors(false)
const row: LogRow = {
  replica: 0,
  phase: 'production',
  done: 3250,
  block: 0,
  values: {
    energyPerWater: -44.7384,
    energyPerSite: -16.1,
    hydrogenBondsPerWater: 1.4271,
    tetrahedralOrder: 0.3561,
  },
  acceptance: 0.01744,
}
const pace = { elapsed: 23, left: 134 }
const linesOf = (text: string) => text.split('\n').slice(0, -1)

test('rows come under heads with units, which are drawn once', () => {
  const table = new RunningTable(2, colors)
  const [heads, units, first] = linesOf(table.format(row, pace))
  expect(heads!.trim().split(/ {2,}/)).toEqual([
    ...['rep', 'sweep', 'energy', 'H bonds', 'q', 'accepted', 'elapsed', 'left'],
  ])
  expect(units!.trim().split(/ {2,}/)).toEqual(['kJ/mol H2O', '1/water', '%'])
  expect(first!.trim().split(/ {2,}/)).toEqual([
    ...['1', '3,250', '-44.738', '1.427', '0.356', '1.74', '23 s', '2 min 14 s'],
  ])
  const ends = [heads, first].map(
    (line) => line!.search(/(energy|-44\.738)/) + (line!.includes('energy') ? 6 : 7),
  )
  expect(ends[0]).toBe(ends[1])
  expect(first!.length).toBeLessThan(80)
  expect(linesOf(table.format({ ...row, block: 1 }, pace))).toHaveLength(1)
})

test('what is not measured is a dash, and equilibration is named', () => {
  const nothing = { hydrogenBondsPerWater: null, tetrahedralOrder: null, energyPerWater: null }
  const values = { ...row.values, ...nothing }
  const early: LogRow = { ...row, phase: 'equilibration', values, acceptance: null }
  const text = new RunningTable(1, colors).format(early, { elapsed: 1, left: null })
  const [, units, line] = linesOf(text)
  expect(units!.trim().split(/ {2,}/)[0]).toBe('kJ/mol')
  expect(line!.trim().split(/ {2,}/)).toEqual([
    ...['1', '3,250', '-16.100', 'equil.', '–', '–', '1.0 s', '–'],
  ])
})

test('of many replicas only some rows are drawn', () => {
  const drawn = (replicas: number) => {
    const table = new RunningTable(replicas, colors)
    const blocks = Array.from({ length: 16 }, (_, block) => block)
    return blocks.filter((block) => table.format({ ...row, block }, pace) !== '').length
  }
  expect([1, 2, 3, 8, 64].map(drawn)).toEqual([16, 16, 8, 4, 1])
})
