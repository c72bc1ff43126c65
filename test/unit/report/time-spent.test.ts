import { expect, test } from 'vitest'
import type { ResultRecord } from '../../../src/evaluate/record.ts'
import { movesPlot } from '../../../src/report/plots/moves.ts'
import { timePlots } from '../../../src/report/plots/time-spent.ts'
import { viewOf } from '../../../src/report/run-source.ts'
import { smallRun } from '../../support/small-run.ts'

const source = smallRun()
const moves = {
  reorientation: { attempts: 300, accepted: 30 },
  'swap-far': { attempts: 100, accepted: 0 },
}
const viewWith = (more: Partial<ResultRecord>) => {
  return viewOf({ ...source, record: { ...source.record, moves, ...more } })
}
const { breakdown: _, ...spent } = source.record.timing
const breakdown = { 'swap-far': 6, reorientation: 2, observables: 2, snapshots: 0 }

test('works are shown by their share of the time, the dearest first', () => {
  const plots = timePlots(viewWith({ timing: { ...spent, breakdown } }))
  expect(plots.map(({ id }) => id)).toEqual(['time', 'sweeps'])
  expect(plots[0]!.rows).toEqual([
    { work: 'swap far', kind: 'moves', seconds: 6, share: 0.6 },
    { work: 'reorientation', kind: 'moves', seconds: 2, share: 0.2 },
    { work: 'observables', kind: 'all else', seconds: 2, share: 0.2 },
  ])
})

test('an attempt costs its share of the moves’ time over its share of attempts', () => {
  const [plot] = movesPlot(viewWith({ timing: { ...spent, breakdown } }))
  // 2 of 8 seconds for 300 of 400 attempts, 6 of 8 for 100.
  const costs = plot!.rows.map(({ move, share, cost, told }) => [move, share, cost, told])
  expect(costs).toEqual([
    ['reorientation', 0.1, 0.333333, '×0.33'],
    ['swap far', null, 3, '×3'],
  ])
  expect(plot!.headers.cost).toBe('cost of an attempt [mean of all]')
})

test('where no times are known none are told', () => {
  const view = viewWith({ timing: spent })
  expect(timePlots(view).map(({ id }) => id)).toEqual(['sweeps'])
  const [plot] = movesPlot(view)
  expect(plot!.rows.map(({ cost, told }) => [cost, told])).toEqual([
    [null, ''],
    [null, ''],
  ])
  expect(plot!.headers).not.toHaveProperty('cost')
})

test('sweeps of a run to a precision are those that it came to', () => {
  const step = { value: 1, standardError: 0.1, wanted: 0.1, autocorrelationTimes: 30 }
  const precision = [{ ...step, sweeps: 1000, isReached: true }]
  const plots = timePlots(viewWith({ precision, discardedSweeps: [200] }))
  const averaged = plots.at(-1)!.rows.find(({ what }) => what === 'averaged')
  expect(averaged!.sweeps).toBe(800)
})
