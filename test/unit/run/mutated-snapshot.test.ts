import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Replica } from '../../../src/run/replica.ts'
import type { ReplicaSnapshot } from '../../../src/run/replica-snapshot.ts'
import { tinyTask } from './tiny-task.ts'

const task = tinyTask()
const origin = new Replica(task)
for (let k = 0; k < 50; k++) origin.sweep()
const sound = origin.snapshot()

type Arrays = Pick<ReplicaSnapshot, 'state' | 'series' | 'memories' | 'blocks'>

/** Changes one number of one of the arrays, or the length of it. */
const spoil = fc.record({
  which: fc.constantFrom('state', 'series', 'memories', 'blocks'),
  at: fc.nat(),
  value: fc.oneof(fc.integer(), fc.double()),
  isLength: fc.boolean(),
})

function spoilt({
  which,
  at,
  value,
  isLength,
}: typeof spoil extends fc.Arbitrary<infer T> ? T : never) {
  const copy = structuredClone(sound) as { -readonly [key in keyof Arrays]: Arrays[key] }
  const change = <A extends Uint8Array | Int32Array | Float64Array>(array: A): A => {
    if (isLength) return array.slice(0, at % (array.length + 1)) as A
    array[at % Math.max(1, array.length)] = value
    return array
  }
  if (which === 'state') copy.state = change(copy.state)
  if (which === 'series') copy.series = change(copy.series)
  if (which === 'memories') copy.memories = copy.memories.map(change)
  if (which === 'blocks') copy.blocks = copy.blocks.map(change)
  return { ...sound, ...copy }
}

test('a mutated snapshot is refused as one that does not fit, or runs on', () => {
  let refused = 0
  fc.assert(
    fc.property(spoil, (mutation) => {
      try {
        new Replica(task, { snapshot: spoilt(mutation) }).sweep()
      } catch (error) {
        expect((error as Error).name).toBe('SnapshotMismatch')
        refused++
      }
    }),
    { numRuns: 100, seed: 278 },
  )
  expect(refused).toBeGreaterThan(30)
})
