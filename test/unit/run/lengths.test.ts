import { describe, expect, test } from 'vitest'
import {
  blocksBegun,
  capacityOf,
  lengthHolding,
  lengthsOf,
  samplingOf,
} from '../../../src/run/lengths.ts'
import { Replica, runReplica } from '../../../src/run/replica.ts'
import type { ReplicaSnapshot } from '../../../src/run/replica-snapshot.ts'
import type { Until } from '../../../src/scenario/scenario.ts'
import { tinyTask } from './tiny-task.ts'

const until: Until = {
  observable: 'energyPerWater',
  error: { kind: 'relative', value: 0.01 },
  maxSweeps: 1000,
}

/** Equilibration of 30 sweeps, 12 samples of 4 sweeps in the shortest production. */
function taskUntil(replica: number, production?: number) {
  const task = tinyTask({ replica })
  const scenario = { ...task.scenario, until }
  return { ...task, scenario, ...(production === undefined ? {} : { production }) }
}

const { scenario } = taskUntil(0)

describe('lengths', () => {
  test('grow by quarters of a power of two times the production', () => {
    const sampling = { ...scenario.sampling, production: 160, measureEvery: 10 }
    const long = { ...scenario, sampling, until: { ...until, maxSweeps: 1000 } }
    expect(lengthsOf(long)).toEqual([160, 200, 240, 280, 320, 400, 480, 560, 640, 800, 960])
  })

  test('end with the last whole block before the most that is allowed', () => {
    const sampling = { ...scenario.sampling, production: 160, measureEvery: 10 }
    // Blocks of 20 and, beyond 320, of 40 sweeps.
    const ends = [160, 179, 180, 330, 399].map((maxSweeps) =>
      lengthsOf({ ...scenario, sampling, until: { ...until, maxSweeps } }).at(-1),
    )
    expect(ends).toEqual([160, 160, 180, 320, 360])
  })

  test('are the production alone of a run without a precision', () => {
    const { until: _, ...plain } = scenario
    expect(lengthsOf(plain)).toEqual([48])
    expect(samplingOf({ scenario: plain, counts: {}, replica: 0 }).production).toBe(48)
  })

  test('hold what has been done', () => {
    expect(lengthsOf(scenario).slice(0, 4)).toEqual([48, 60, 72, 84])
    expect([0, 78, 79, 90, 91].map((done) => lengthHolding(scenario, done))).toEqual([
      48, 48, 60, 60, 72,
    ])
    expect(lengthHolding(scenario, 1e6)).toBe(lengthsOf(scenario).at(-1))
  })

  test('have eight to sixteen blocks once they have doubled', () => {
    const sampling = { ...scenario.sampling, production: 160, measureEvery: 10 }
    const long = { ...scenario, sampling }
    expect([1, 16, 17, 20, 32, 33, 64].map((samples) => capacityOf(long, samples))).toEqual([
      16, 16, 32, 32, 32, 64, 64,
    ])
    expect([16, 20, 24, 28, 32, 40].map((samples) => blocksBegun(long, samples))).toEqual([
      16, 10, 12, 14, 16, 10,
    ])
  })
})

/** As if it had been written to a file and read again. */
const copied = (replica: Replica): ReplicaSnapshot => structuredClone(replica.snapshot())
const LENGTHS = lengthsOf(scenario).slice(0, 7)

test.each([0, 1, 2])('replica %d gets to a length by others as it does at once', (replica) => {
  let snapshot: ReplicaSnapshot | undefined
  for (const length of LENGTHS) {
    const part = new Replica(taskUntil(replica, length), { snapshot })
    while (!part.isDone) part.sweep()
    expect(part.record(), `${length} sweeps`).toEqual(runReplica(taskUntil(replica, length)))
    snapshot = copied(part)
    // Restored at the end of a length, it is the same again.
    expect(copied(new Replica(taskUntil(replica, length), { snapshot }))).toEqual(snapshot)
  }
})

test('restored again and again it makes the same bytes, joined blocks included', () => {
  const task = taskUntil(1, LENGTHS.at(-1)!)
  let current = new Replica(task)
  while (!current.isDone) {
    for (let k = 0; k < 5 && !current.isDone; k++) current.sweep()
    current = new Replica(task, { snapshot: copied(current) })
  }
  expect(current.record()).toEqual(runReplica(task))
})

test('joined blocks hold what separate ones would', () => {
  const production = LENGTHS.at(-1)!
  const joined = runReplica(taskUntil(0, production))
  const plain = tinyTask()
  const sampling = { ...plain.scenario.sampling, production }
  const whole = runReplica({ ...plain, scenario: { ...plain.scenario, sampling } })
  expect(joined.series).toEqual(whole.series)
  expect(joined.finalState).toEqual(whole.finalState)
  const totals = ({ distributions }: typeof joined) =>
    distributions.map(({ name, bins, blocks }) => [
      name,
      bins.map((_, bin) => blocks.reduce((sum, block) => sum + block[bin]!, 0)),
    ])
  expect(joined.distributions[0]!.blocks).toHaveLength(joined.blocks!)
  for (const [index, [name, bins]] of totals(joined).entries()) {
    const [, wanted] = totals(whole)[index]!
    for (const [bin, weight] of (bins as number[]).entries()) {
      expect(weight, `${name} ${bin}`).toBeCloseTo((wanted as number[])[bin]!, 9)
    }
  }
})
