import { describe, expect, test } from 'vitest'
import { Ladder, replicaOf } from '../../../src/run/ladder.ts'
import { afterTurn, initialState, type LadderState } from '../../../src/run/ladder-state.ts'
import { sweepsOf } from '../../../src/run/lengths.ts'
import { runReplica } from '../../../src/run/replica.ts'
import { finalSnapshot, type ReplicaSnapshot } from '../../../src/run/replica-snapshot.ts'
import { tinyTask } from './tiny-task.ts'

const TEMPERATURES = [290, 298.15, 306]

/** On the liquid branch, with bounds that undo some trajectories. */
function taskOn(replica = 0) {
  const task = tinyTask({ replica })
  const sampling = {
    ...task.scenario.sampling,
    ...{ ladder: TEMPERATURES, branch: 'liquid' as const, iceBound: 0.003 },
  }
  return { ...task, scenario: { ...task.scenario, sampling } }
}

function whole(replica = 0) {
  const ladder = new Ladder(taskOn(replica), TEMPERATURES)
  while (!ladder.isDone) ladder.sweep()
  return ladder.record()
}

/** As if it had been written to a file and read again. */
const copied = (ladder: Ladder): ReplicaSnapshot => structuredClone(ladder.snapshot())

test.each([0, 1])('ladder %d restored in the middle gives the same bytes', (replica) => {
  const task = taskOn(replica)
  const expected = whole(replica)
  expect(expected.fence!.rejected).toBeGreaterThan(0)
  expect(expected.ladder!.state.exchanges.some(({ accepted }) => accepted > 0)).toBe(true)
  const split = new Ladder(task, TEMPERATURES)
  for (const place of [0, 1, 4, 15, 17, 30, 31, 34, 38, 55, 77, 78]) {
    while (split.progress.done < place) split.sweep()
    const twin = new Ladder(task, TEMPERATURES, { snapshot: copied(split) })
    while (!twin.isDone) twin.sweep()
    expect(twin.record(), `restored after ${place} sweeps`).toEqual(expected)
  }
})

test('one of all configurations, whose other rungs follow the own, can be restored within a trajectory', () => {
  const { scenario, ...rest } = taskOn()
  const sampling = { ...scenario.sampling, branch: 'equilibrium' as const }
  const task = { ...rest, scenario: { ...scenario, sampling } }
  const whole = new Ladder(task, TEMPERATURES)
  while (!whole.isDone) whole.sweep()
  const split = new Ladder(task, TEMPERATURES)
  let lagging = 0
  for (const place of [1, 31, 33, 34, 38]) {
    while (split.progress.done < place) split.sweep()
    const snapshot = copied(split)
    lagging += Number(snapshot.ladder!.others[0]!.done < snapshot.done)
    const twin = new Ladder(task, TEMPERATURES, { snapshot })
    while (!twin.isDone) twin.sweep()
    expect(twin.record(), `restored after ${place} sweeps`).toEqual(whole.record())
  }
  expect(lagging).toBeGreaterThan(0)
})

test('its record can be made again from a final snapshot', () => {
  const task = taskOn()
  const record = whole()
  const snapshot = structuredClone(finalSnapshot(record, sweepsOf(task.scenario.sampling)))
  expect(replicaOf(task, { snapshot }).record()).toEqual(record)
})

test('without exchanges its rungs would be runs by themselves', () => {
  const { ladder: _, ...sampling } = taskOn().scenario.sampling
  const alone = { ...taskOn(), scenario: { ...taskOn().scenario, sampling } }
  const expected = runReplica(alone)
  const { ladder, ...own } = whole()
  expect(ladder!.others).toHaveLength(2)
  expect(own.columns).toEqual(expected.columns)
  // The first turn comes after a trajectory: until then all is the same, afterwards not.
  const pair = [new Ladder(taskOn(), TEMPERATURES), replicaOf(alone)] as const
  for (let sweep = 0; sweep < 3; sweep++) for (const runner of pair) runner.sweep()
  expect(pair[0].record().finalState).toEqual(pair[1].record().finalState)
  expect(own.finalState).not.toEqual(expected.finalState)
})

test.each<[string, (s: ReplicaSnapshot) => Partial<ReplicaSnapshot>]>([
  ['fewer rungs', ({ ladder }) => ({ ladder: { ...ladder!, others: ladder!.others.slice(1) } })],
  [
    'a walker twice',
    ({ ladder }) => ({ ladder: { ...ladder!, state: { ...ladder!.state, walkers: [0, 0, 1] } } }),
  ],
])('a snapshot with %s is refused', (_, change) => {
  const ladder = new Ladder(taskOn(), TEMPERATURES)
  for (let k = 0; k < 40; k++) ladder.sweep()
  const snapshot = copied(ladder)
  const spoilt = { ...snapshot, ...change(snapshot) }
  expect(() => new Ladder(taskOn(), TEMPERATURES, { snapshot: spoilt })).toThrow('does not fit')
  const { ladder: __, ...plain } = snapshot
  expect(() => new Ladder(taskOn(), TEMPERATURES, { snapshot: plain })).toThrow('does not fit')
})

describe('round trips', () => {
  const run = (turns: readonly (readonly (boolean | undefined)[])[], isProduction = true) =>
    turns.reduce<LadderState>(
      (state, turn) => afterTurn(state, turn, isProduction),
      initialState(3),
    )
  const up = [[true], [undefined, true]]
  const down = [[undefined, true], [true]]

  test('are counted when a walker is back at the bottom from the top', () => {
    expect(run(up)).toMatchObject({ walkers: [1, 2, 0], roundTrips: 0 })
    // Walker 0 has come back; 1 never was at the top.
    expect(run([...up, ...down])).toMatchObject({ walkers: [0, 1, 2], roundTrips: 1 })
    expect(run([...up, ...down, ...up, ...down]).roundTrips).toBe(2)
  })

  test('but not in equilibration, nor where nothing is accepted', () => {
    expect(run([...up, ...down], false)).toMatchObject({ roundTrips: 0, turn: 4 })
    expect(run([[false], [undefined, false], [false]]).roundTrips).toBe(0)
    expect(run([[false], [undefined, true]]).exchanges).toEqual([
      { attempts: 1, accepted: 0 },
      { attempts: 1, accepted: 1 },
    ])
  })
})
