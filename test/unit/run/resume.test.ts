import { expect, test } from 'vitest'
import { samplesOf, stagesOf, sweepsOf } from '../../../src/run/lengths.ts'
import { Replica, runReplica } from '../../../src/run/replica.ts'
import { finalSnapshot, type ReplicaSnapshot } from '../../../src/run/replica-snapshot.ts'
import { shippedScenario } from '../../support/shipped-scenario.ts'
import { tinyTask } from './tiny-task.ts'

/** As if it had been written to a file and read again. */
const copied = (replica: Replica): ReplicaSnapshot => structuredClone(replica.snapshot())

// Replicas 0, 1 and 2 start at random, annealed and as ice. Equilibration is 30 sweeps, so that the
// five stages of annealing end after 3, 6, 9, 12 and 15; one measurement follows every 4 sweeps.
const task = (replica: number) => tinyTask({ replica })

/** Sweeps done at the start, at either side of the ends of stages and phases, and at the end. */
const PLACES = [0, 1, 3, 4, 15, 29, 30, 31, 34, 55, 77, 78]

test.each([0, 1, 2])('replica %d restored in the middle gives the same bytes', (replica) => {
  const whole = runReplica(task(replica))
  const split = new Replica(task(replica))
  for (const place of PLACES) {
    while (split.progress.done < place) split.sweep()
    const twin = new Replica(task(replica), { snapshot: copied(split) })
    expect(twin.progress).toEqual(split.progress)
    while (!twin.isDone) twin.sweep()
    expect(twin.record(), `restored after ${place} sweeps`).toEqual(whole)
  }
  expect(split.isDone).toBe(true)
  expect(split.record()).toEqual(whole)
})

test('an annealed replica restored after every sweep gives the same bytes', () => {
  let current = new Replica(task(1))
  while (!current.isDone) {
    current.sweep()
    current = new Replica(task(1), { snapshot: copied(current) })
  }
  expect(current.record()).toEqual(runReplica(task(1)))
})

test('a lattice gas kept as bits between measurements gives the same bytes, restored or looked at', () => {
  const scenario = shippedScenario('ising-bcc', {
    'lattice.cells': '16',
    'composition.counts.A': '4096',
    sampling: '{ equilibration: 6, production: 12, measureEvery: 4, replicas: 1 }',
  })
  const gas = { scenario, counts: { A: 4096 }, replica: 0 }
  const whole = runReplica(gas)
  expect(whole.drift).toBeNull()
  expect(whole.moves['exchange-near']!.accepted).toBeGreaterThan(0)
  const split = new Replica(gas)
  while (!split.isDone) {
    split.sweep()
    expect(runReplica(gas, { snapshot: copied(split) })).toEqual(whole)
  }
  expect(split.record()).toEqual(whole)
})

test('the record of a replica that is done can be made again from its arrays', () => {
  const record = runReplica(task(1))
  const snapshot = structuredClone(finalSnapshot(record, sweepsOf(task(1).scenario.sampling)))
  expect(runReplica(task(1), { snapshot })).toEqual(record)
})

test('a snapshot does not change when its replica goes on', () => {
  const replica = new Replica(task(0))
  for (let k = 0; k < 40; k++) replica.sweep()
  const snapshot = replica.snapshot()
  const before = structuredClone(snapshot)
  while (!replica.isDone) replica.sweep()
  expect(snapshot).toEqual(before)
})

test('the order of the list of solutes is part of the state', () => {
  const replica = new Replica(task(0))
  for (let k = 0; k < 20; k++) replica.sweep()
  const { memories, ...rest } = copied(replica)
  expect(memories).toHaveLength(1)
  expect([...memories[0]!]).not.toEqual([...memories[0]!.toSorted()])
  const sorted = { ...rest, memories: memories.map((memory) => memory.toSorted()) }
  const { finalState } = runReplica(task(0), { snapshot: sorted })
  expect(finalState).not.toEqual(runReplica(task(0)).finalState)
})

test.each<[string, (s: ReplicaSnapshot) => Partial<ReplicaSnapshot>]>([
  ['another replica', () => ({ replica: 1 })],
  ['too many sweeps', () => ({ done: 1e6 })],
  ['half a sweep', () => ({ done: 1.5 })],
  ['a smaller lattice', ({ state }) => ({ state: state.slice(1) })],
  ['a state that there is not', ({ state }) => ({ state: state.map(() => 254) })],
  ['no particles', ({ state }) => ({ state: state.map(() => 0) })],
  ['no random stream', () => ({ random: null })],
  ['the stream of another seed', ({ random }) => ({ random: { ...random!, key: [1, 2] } })],
  ['a position before the first', ({ random }) => ({ random: { ...random!, position: -1 } })],
  ['no memories', () => ({ memories: [] })],
  ['solutes elsewhere', ({ memories }) => ({ memories: memories.map((m) => m.map(() => 0)) })],
  ['a longer series', ({ series }) => ({ series: new Float64Array(series.length + 1) })],
  ['shorter distributions', ({ blocks }) => ({ blocks: blocks.map((b) => b.slice(1)) })],
  ['fewer distributions', () => ({ blocks: [] })],
])('a snapshot with %s is refused', (_, change) => {
  const replica = new Replica(task(0))
  for (let k = 0; k < 50; k++) replica.sweep()
  const snapshot = replica.snapshot()
  const spoilt = { ...snapshot, ...change(snapshot) }
  expect(() => new Replica(task(0), { snapshot: spoilt })).toThrow('does not fit')
})

test('stages follow each other without a gap and end with the last measurement', () => {
  const sampling = { equilibration: 33, production: 45, measureEvery: 4, replicas: 3 }
  expect(samplesOf(sampling)).toBe(11)
  expect(sweepsOf(sampling)).toBe(33 + 44)
  const stages = stagesOf('annealed', sampling)
  expect(stages.map(({ factor }) => factor)).toEqual([1.6, 1.45, 1.3, 1.2, 1.1, 1])
  expect(stages.map(({ from }) => from)).toEqual([0, ...stages.slice(0, -1).map((s) => s.until)])
  expect(stages.at(-1)!.until).toBe(77)
  expect(stagesOf('ice', sampling)).toEqual([{ factor: 1, from: 0, until: 77 }])
  expect(stagesOf('annealed', { ...sampling, equilibration: 3 })).toHaveLength(1)
})
