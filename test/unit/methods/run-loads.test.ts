import { expect, test } from 'vitest'
import { attemptsOf, runLoads } from '../../../src/methods/run-loads.ts'
import { inline } from '../../../src/runner/inline.ts'
import { runPlans } from '../../../src/runner/run-plans.ts'
import { plansOf } from '../../../src/runner/simulate.ts'
import { tinyTask } from '../run/tiny-task.ts'

const { scenario: plain, counts } = tinyTask()
const SITES = 2 * 4 ** 3
/** 30 of equilibration, and 12 samples of 4 sweeps. */
const SWEEPS = 78

test('are the replicas, as long as they are, with all rungs', () => {
  const loads = runLoads({ scenario: plain, counts })
  expect(loads).toEqual(Array(3).fill({ sweeps: SWEEPS, attemptsPerSweep: SITES }))
  expect(attemptsOf(loads)).toBe(3 * SWEEPS * SITES)
  expect(attemptsOf(runLoads({ scenario: plain, counts }, 100))).toBe(3 * 130 * SITES)
  const ladder = { ...plain, sampling: { ...plain.sampling, ladder: [280, 300] } }
  expect(attemptsOf(runLoads({ scenario: ladder, counts }))).toBe(2 * 3 * SWEEPS * SITES)
})

test('are the runs of methods, too, in the order in which they tell how far they are', async () => {
  const scenario = { ...plain, observables: ['mixingEntropy', 'pressure'] }
  const firsts: number[] = []
  const totals = new Map<number, number>()
  for await (const event of runPlans(plansOf({ scenario, counts }), { runner: inline() })) {
    if (event.kind === 'asked') firsts.push(event.first)
    if (event.kind === 'progress') totals.set(event.progress.replica, event.progress.total)
  }
  const loads = runLoads({ scenario, counts })
  const others = firsts.length - 1
  expect(others).toBeGreaterThan(15)
  expect(loads).toHaveLength(scenario.sampling.replicas + others)
  expect(firsts).toEqual([0, ...Array.from({ length: others }, (_, k) => 3 + k)])
  const ofAll = Array.from(totals).sort(([a], [b]) => a - b)
  expect(ofAll).toEqual(loads.map(({ sweeps }, replica) => [replica, sweeps]))
})
