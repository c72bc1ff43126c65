import { describe, expect, test } from 'vitest'
import { branchRecord, branchWarnings } from '../../../src/evaluate/branch-record.ts'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { Configuration } from '../../../src/model/configuration.ts'
import { compileModel } from '../../../src/model/lattice-model.ts'
import { RandomWords } from '../../../src/numeric/random-words.ts'
import { CrystallineOrder } from '../../../src/observe/crystalline-order.ts'
import { sweepsOf } from '../../../src/run/lengths.ts'
import { Replica, runReplica } from '../../../src/run/replica.ts'
import { finalSnapshot, type ReplicaSnapshot } from '../../../src/run/replica-snapshot.ts'
import { startOf } from '../../../src/run/replica-task.ts'
import { branchOf, trajectorySweeps } from '../../../src/run/sampling-branch.ts'
import type { Sampling } from '../../../src/scenario/scenario.ts'
import { problemsOf, SHIPPED } from '../scenario/shipped.ts'
import { tinyTask } from './tiny-task.ts'

/** A bound so low that a small box keeps running into it. */
const CLOSE = { branch: 'liquid', iceBound: 0.004 } as const

function taskWith(sampling: Partial<Sampling>, replica = 0, temperature = 298.15) {
  const task = tinyTask({ replica })
  const { scenario } = task
  return {
    ...task,
    scenario: { ...scenario, temperature, sampling: { ...scenario.sampling, ...sampling } },
  }
}

const copied = (replica: Replica): ReplicaSnapshot => structuredClone(replica.snapshot())

describe('the branch of a scenario', () => {
  const kindAt = (temperature: number, sampling: Partial<Sampling> = {}, counts = { H2O: 60 }) =>
    branchOf(taskWith(sampling, 0, temperature).scenario, counts).kind

  test('is liquid for supercooled water, equilibrium otherwise', () => {
    expect(kindAt(273.15)).toBe('equilibrium')
    expect(kindAt(273.14)).toBe('liquid')
    expect(kindAt(298, { ladder: [260, 298] })).toBe('liquid')
    expect(kindAt(298, { ladder: [280, 298] })).toBe('equilibrium')
    expect(branchOf(taskWith({}, 0, 250).scenario, { EC: 60 }).kind).toBe('equilibrium')
    expect(kindAt(250, { starts: ['crystal'] })).toBe('equilibrium')
    expect(kindAt(250, { branch: 'equilibrium' })).toBe('equilibrium')
    expect(kindAt(300, { branch: 'liquid' })).toBe('liquid')
  })

  test('decides what replicas start as', () => {
    const starts = (sampling: Partial<Sampling>, temperature: number) =>
      [0, 1, 2].map((replica) => startOf(taskWith(sampling, replica, temperature)))
    expect(starts({}, 300)).toEqual(['random', 'annealed', 'ice'])
    expect(starts({}, 250)).toEqual(['random', 'annealed', 'random'])
    expect(starts({ branch: 'frozen' }, 250)).toEqual(['crystal', 'crystal', 'crystal'])
  })

  test('has trajectories that end where measurements are', () => {
    const sweeps = [1, 4, 10, 12, 13, 25, 100].map((measureEvery) =>
      trajectorySweeps({ measureEvery } as Sampling),
    )
    expect(sweeps).toEqual([1, 4, 10, 6, 1, 5, 10])
  })

  test('is refused where replicas would not start on it, or nothing tells branches apart', () => {
    const problem = (name: string, value: string) =>
      problemsOf(SHIPPED.get(name)!, [{ path: 'sampling', value }])[0]?.message
    expect(problem('pure-water', '{ branch: liquid, starts: [random, ice] }')).toBe(
      'a replica that starts as ice is not on the liquid branch',
    )
    expect(problem('pure-water', '{ branch: frozen, starts: [annealed] }')).toContain('frozen')
    expect(problem('ising-bcc', '{ branch: liquid }')).toContain('names no species under `network`')
    expect(problem('pure-water', '{ branch: solid }')).toContain('must be liquid or frozen')
  })
})

test('crystals of ice and of planes that repeat every three cells are no liquids', () => {
  const lattice = new BccLattice(6)
  const configuration = new Configuration(
    lattice,
    compileModel(tinyTask().scenario.forceField, ['H2O']),
  )
  const order = new CrystallineOrder(configuration)
  const isLiquid = (isWater: (site: number) => boolean) => {
    configuration.fill(configuration.state.map((_, site) => Number(isWater(site))))
    return order.isLiquid({ iceBound: 0.3, braggBound: 0.1 })
  }
  expect(isLiquid((site) => lattice.fccSublattice(site) % 2 === 0)).toBe(false)
  // Each block of this one has as much of all sublattices: only its Bragg peak tells.
  expect(isLiquid((site) => lattice.position(site)[0] % 6 < 3)).toBe(false)
  // Control: half of the sites, in no order.
  const stream = new RandomWords(1, 2)
  expect(isLiquid(() => stream.next() % 2 === 0)).toBe(true)
})

describe('a replica that is kept to its branch', () => {
  test.each([1, 2])('%d restored in the middle gives the same bytes', (replica) => {
    const task = taskWith(CLOSE, replica)
    const whole = runReplica(task)
    // Something must have been undone, and not everything.
    expect(whole.fence!.rejected).toBeGreaterThan(0)
    expect(whole.fence!.rejected).toBeLessThan(12)
    expect(whole.fence!.trajectories).toBe(12)
    const split = new Replica(task)
    for (const place of [0, 1, 2, 3, 4, 15, 16, 29, 30, 31, 34, 37, 55, 77, 78]) {
      while (split.progress.done < place) split.sweep()
      const twin = new Replica(task, { snapshot: copied(split) })
      expect(split.progress.done - twin.progress.done).toBeLessThan(4)
      while (!twin.isDone) twin.sweep()
      expect(twin.record(), `restored after ${place} sweeps`).toEqual(whole)
    }
  })

  test('is on it whenever it is measured', () => {
    const { series, columns } = runReplica(taskWith(CLOSE, 1))
    const column = columns.findIndex(({ name }) => name === 'iceOrder:mostOrderedOctant')
    const largest = (given: Float64Array) =>
      Math.max(...given.filter((_, k) => k % columns.length === column))
    expect(largest(series)).toBeLessThanOrEqual(CLOSE.iceBound)
    const free = runReplica(taskWith({ branch: 'equilibrium' }, 1))
    expect(largest(free.series)).toBeGreaterThan(CLOSE.iceBound)
  })

  test('does the same under two bounds neither of which it meets', () => {
    const one = runReplica(taskWith({ branch: 'liquid', iceBound: 0.9, braggBound: 0.9 }))
    const two = runReplica(taskWith({ branch: 'liquid', iceBound: 0.8, braggBound: 0.8 }))
    expect(one.fence).toEqual({ trajectories: 12, rejected: 0 })
    expect(two).toEqual(one)
  })

  test('can make its record again from a final snapshot, but not from that of a free run', () => {
    const task = taskWith(CLOSE)
    const record = runReplica(task)
    const snapshot = finalSnapshot(record, sweepsOf(task.scenario.sampling))
    expect(runReplica(task, { snapshot })).toEqual(record)
    const { fence: _, ...free } = snapshot
    expect(() => new Replica(task, { snapshot: free })).toThrow('its branch')
  })

  test('says where it cannot start', () => {
    expect(
      () => new Replica(taskWith({ branch: 'frozen', iceBound: 0.9, starts: ['random'] })),
    ).toThrow('not on its branch')
  })

  test('tells what was undone, and warns where that is much', () => {
    const task = taskWith(CLOSE)
    const records = [0, 1].map((replica) => runReplica({ ...task, replica }))
    const record = branchRecord(records, task.scenario, task.counts)
    const rejected = records.reduce((sum, { fence }) => sum + fence!.rejected, 0)
    expect(record).toMatchObject({ kind: 'liquid', chosenBy: 'scenario', ...{ rejected } })
    expect(record).toMatchObject({
      trajectorySweeps: 4,
      trajectories: 24,
      iceBound: CLOSE.iceBound,
    })
    expect(record.rejectedShare).toBe(rejected / 24)
    expect(branchWarnings(record)[0]?.code).toBe('branch-edge')
    expect(branchWarnings({ ...record, rejectedShare: 0.01 })).toEqual([])
  })
})
