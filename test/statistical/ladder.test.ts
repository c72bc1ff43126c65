import { describe, expect, test } from 'vitest'
import { Ladder } from '../../src/run/ladder.ts'
import type { ReplicaTask } from '../../src/run/replica-task.ts'
import { estimateSeries } from '../../src/statistics/estimate.ts'
import { ExactAverages } from '../support/exact-averages.ts'
import { TWO_WAY_WATER } from '../support/two-way-water.ts'

const [COLD, WARM] = [260, 340]

describe('a ladder as it runs', { timeout: 120_000 }, () => {
  const counts = { 'Zn2+': 1, H2O: 5 }
  const temperatures = [COLD, 300, WARM]
  const exact = new ExactAverages(TWO_WAY_WATER, counts)
  const task: ReplicaTask = {
    ...{ counts, replica: 0 },
    scenario: {
      ...{ title: 'tiny', forceField: TWO_WAY_WATER, temperature: 300, cells: 2, seed: 'ladder' },
      composition: { kind: 'counts', counts: { H2O: 5 } },
      density: { kind: 'auto' },
      observables: ['energy'],
      sampling: {
        ...{ equilibration: 200, production: 30_000, measureEvery: 3, replicas: 1 },
        ladder: temperatures,
      },
    },
  }
  const ladder = new Ladder(task, temperatures)
  while (!ladder.isDone) ladder.sweep()
  const record = ladder.record()
  const [low, high] = record.ladder!.others
  const rungs = [low!, record, high!]
  const { exchanges: counted, roundTrips } = record.ladder!.state

  /** How many standard errors a rung's ⟨Σh⟩ is from the exact one at a temperature. */
  const deviation = (rung: number, temperature: number) => {
    const { columns, series } = rungs[rung]!
    const at = columns.findIndex(({ name }) => name === 'enthalpy')
    const values = series.filter((_, k) => k % columns.length === at)
    const { value, standardError } = estimateSeries([values])
    return Math.abs(value! - exact.at(temperature).enthalpy) / standardError!
  }

  test('has the exact mean at every temperature', () => {
    for (const [rung, temperature] of temperatures.entries()) {
      expect(deviation(rung, temperature)).toBeLessThan(4)
    }
  })

  test('which is not that of a neighbour', () => {
    expect(deviation(0, 300)).toBeGreaterThan(5)
    expect(deviation(1, 260)).toBeGreaterThan(5)
    expect(deviation(2, 300)).toBeGreaterThan(5)
  })

  test('exchanges neighbours in turn, and goes up and down', () => {
    // 10 000 turns of production, half of them for either pair.
    expect(counted.map(({ attempts }) => attempts)).toEqual([5000, 5000])
    for (const { accepted } of counted) {
      expect(accepted).toBeGreaterThan(500)
      expect(accepted).toBeLessThan(5000)
    }
    expect(roundTrips).toBeGreaterThan(100)
  })
})
