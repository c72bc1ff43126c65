import { expect, test } from 'vitest'
import { checkSeries } from '../../../src/scenario/sampling-check.ts'
import type { Scenario } from '../../../src/scenario/scenario.ts'

const sampling = { equilibration: 0, measureEvery: 10, replicas: 4 }
const check = (production: number, more: object = {}, ladder: object = {}) =>
  checkSeries(
    { sampling: { ...sampling, production, ...ladder }, ...more } as unknown as Scenario,
    () => 50,
  )

test('a table that can just be read as one text passes, one measurement more does not', () => {
  expect(check(1_000_000)).toEqual([])
  expect(check(1_000_010)).toEqual([
    {
      path: ['sampling', 'measureEvery'],
      at: 'value',
      message:
        '4 replicas × 100001 measurements × 50 columns are 1.1 times what time series can hold',
      hint: 'set it to 20 sweeps or more, or take fewer replicas',
    },
  ])
})

test('the most that a run to a precision may take counts', () => {
  expect(check(1000, { until: { maxSweeps: 1_000_000 } })).toEqual([])
  expect(check(1000, { until: { maxSweeps: 3_000_000 } })).toMatchObject([
    { hint: expect.stringContaining('30 sweeps') },
  ])
})

test('all temperatures of a ladder are in memory at once, though one is in the table', () => {
  const ladder = { ladder: Array.from({ length: 20 }, (_, k) => 280 + k) }
  expect(check(500_000, {}, ladder)).toEqual([])
  expect(check(1_000_000, {}, ladder)).toMatchObject([
    { message: expect.stringContaining('20 temperatures') },
  ])
})

test('what is measured is not asked for where any columns would do', () => {
  const run = { sampling: { ...sampling, production: 1000 } } as unknown as Scenario
  expect(
    checkSeries(run, () => {
      throw new Error('asked')
    }),
  ).toEqual([])
})
