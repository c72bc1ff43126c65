import { expect, test } from 'vitest'
import type { ReplicaProgress } from '../../../src/run/replica-record.ts'
import { sweepsOf } from '../../../src/run/stages.ts'
import type { Point } from '../../../src/runner/point-run.ts'
import { withExtraRuns } from '../../../src/runner/with-extra-runs.ts'
import { attemptsOf, runLoads } from '../../../src/sweep/run-loads.ts'
import { tinyTask } from '../run/tiny-task.ts'

const { scenario: plain, counts } = tinyTask()
const SITES = 2 * 4 ** 3
/** 30 of equilibration, and 12 samples of 4 sweeps. */
const SWEEPS = 78

test('are the replicas, as long as they are, with all rungs', () => {
  const loads = runLoads(plain, counts)
  expect(loads).toEqual(Array(3).fill({ sweeps: SWEEPS, attemptsPerSweep: SITES }))
  expect(attemptsOf(loads)).toBe(3 * SWEEPS * SITES)
  expect(attemptsOf(runLoads(plain, counts, 100))).toBe(3 * 130 * SITES)
  const ladder = { ...plain, sampling: { ...plain.sampling, ladder: [280, 300] } }
  expect(attemptsOf(runLoads(ladder, counts))).toBe(2 * 3 * SWEEPS * SITES)
})

test('are the extra runs, too, in the order in which they tell how far they are', () => {
  const scenario = { ...plain, observables: ['mixingEntropy', 'pressure'] }
  const heard: ReplicaProgress[] = []
  const ignore = () => {}
  const point: Point = {
    ...{ scenario, counts, snapshots: [] },
    ...{ onCheckpoint: ignore, onDone: ignore, onFailure: ignore },
    onProgress: (progress) => heard.push(progress),
  }
  const [, ...extras] = withExtraRuns(point)
  for (const { scenario, onProgress } of extras) {
    onProgress({ replica: 0, phase: 'production', done: 1, total: sweepsOf(scenario.sampling) })
  }
  const loads = runLoads(scenario, counts)
  expect(extras.length).toBeGreaterThan(15)
  expect(loads).toHaveLength(scenario.sampling.replicas + extras.length)
  expect(heard.map(({ replica }) => replica)).toEqual(extras.map((_, k) => 3 + k))
  expect(heard.map(({ total }) => total)).toEqual(loads.slice(3).map(({ sweeps }) => sweeps))
})
