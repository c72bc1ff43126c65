import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReplicaSnapshot } from '../../../src/run/replica-snapshot.ts'
import {
  BrokenCheckpoint,
  type Checkpoint,
  decodeCheckpoint,
  encodeCheckpoint,
} from '../../../src/store/checkpoint.ts'
import {
  readCheckpoint,
  removeCheckpoints,
  writeCheckpoint,
} from '../../../src/store/checkpoint-files.ts'
import { anyCharacter } from '../../support/any-character.ts'

const doubles = (length: number) => fc.float64Array({ minLength: length, maxLength: length })

const rung: fc.Arbitrary<ReplicaSnapshot> = fc.record({
  replica: fc.nat(63),
  done: fc.nat(),
  state: fc.uint8Array({ maxLength: 40 }),
  random: fc.option(
    fc.record({
      key: fc.tuple(fc.nat(0xffffffff), fc.nat(0xffffffff)),
      stream: fc.tuple(fc.nat(0xffffffff), fc.nat(0xffffffff)),
      position: fc.maxSafeNat(),
    }),
  ),
  moves: fc.constantFrom({}, { reorientation: { attempts: 9, accepted: 4 } }),
  memories: fc.array(fc.int32Array({ maxLength: 5 }), { maxLength: 2 }),
  series: fc.nat(20).chain(doubles),
  blocks: fc.array(fc.nat(6).chain(doubles), { maxLength: 3 }),
  drift: fc.option(fc.string()),
})

const fenced = rung.map((one) => ({ ...one, fence: { trajectories: 9, rejected: 2 } }))
const laddered = fc.tuple(fenced, fc.array(fenced, { maxLength: 3 })).map(([own, others]) => {
  const state = {
    turn: 7,
    walkers: [1, 0],
    seen: ['top' as const, 'none' as const],
    exchanges: [{ attempts: 4, accepted: 1 }],
    roundTrips: 0,
  }
  return { ...own, ladder: { state, random: own.random, others } }
})
const snapshot: fc.Arbitrary<ReplicaSnapshot> = fc.oneof(rung, fenced, laddered)

const checkpoint: fc.Arbitrary<Checkpoint> = fc.record({
  program: fc.string(),
  scenario: fc.string({ unit: anyCharacter }),
  start: fc.string(),
  wallSeconds: fc.double({ min: 0, max: 1e9, noNaN: true }).map((x) => x + 0),
  cpuSeconds: fc.double({ min: 0, max: 1e9, noNaN: true }).map((x) => x + 0),
  work: fc.constantFrom('run' as const, 'melting' as const),
  runs: fc.array(fc.record({ key: fc.string(), snapshots: fc.array(snapshot, { maxLength: 3 }) }), {
    maxLength: 2,
  }),
})

describe('a checkpoint', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(checkpoint, (given) => {
        // UTF-8 has no lone surrogates.
        fc.pre(Buffer.from(given.scenario).toString() === given.scenario)
        expect(decodeCheckpoint(encodeCheckpoint(given))).toEqual(given)
      }),
      { numRuns: 300, seed: 271 },
    )
  })

  it('that is cut off anywhere is refused', () => {
    fc.assert(
      fc.property(checkpoint, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
        const bytes = encodeCheckpoint(given)
        const cut = bytes.subarray(0, Math.floor(share * (bytes.length - 1)))
        expect(() => decodeCheckpoint(cut)).toThrow(BrokenCheckpoint)
      }),
      { numRuns: 1000, seed: 272 },
    )
  })

  it('with any byte flipped is refused', () => {
    fc.assert(
      fc.property(
        checkpoint,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        (given, share, change) => {
          const bytes = Uint8Array.from(encodeCheckpoint(given))
          bytes[Math.floor(share * (bytes.length - 1))]! ^= change
          expect(() => decodeCheckpoint(bytes)).toThrow(BrokenCheckpoint)
        },
      ),
      { numRuns: 2000, seed: 273 },
    )
  })

  it('with something after it, or made of anything else, is refused', () => {
    fc.assert(
      fc.property(checkpoint, fc.uint8Array({ minLength: 1 }), (given, rest) => {
        const bytes = Buffer.concat([encodeCheckpoint(given), rest])
        expect(() => decodeCheckpoint(bytes)).toThrow(BrokenCheckpoint)
        expect(() => decodeCheckpoint(rest)).toThrow(BrokenCheckpoint)
      }),
      { numRuns: 300, seed: 274 },
    )
  })

  it('of a later format is refused by its version', () => {
    const [given] = fc.sample(checkpoint, { numRuns: 1, seed: 275 })
    const text = Buffer.from(encodeCheckpoint(given!)).toString('latin1')
    const later = Buffer.from(text.replace('checkpoint 3', 'checkpoint 4'), 'latin1')
    expect(() => decodeCheckpoint(later)).toThrow('version 4, not 3')
  })
})

describe('checkpoint files', () => {
  let directory = ''
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'entrolyte-'))
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  const [first, second, third] = fc.sample(checkpoint, { numRuns: 3, seed: 276 })
  const read = (check: (checkpoint: Checkpoint) => string | null = () => null) =>
    readCheckpoint(directory, check)

  it('are the last two', () => {
    for (const one of [first!, second!, third!]) writeCheckpoint(directory, one)
    expect(readdirSync(directory).toSorted()).toEqual(['checkpoint.bin', 'checkpoint.previous.bin'])
    expect(read()).toEqual({ checkpoint: third, refusals: [] })
    removeCheckpoints(directory)
    expect(read()).toEqual({ checkpoint: null, refusals: [] })
  })

  it('give the older where the newest is damaged or unfit, by name', () => {
    for (const one of [first!, second!]) writeCheckpoint(directory, one)
    const file = join(directory, 'checkpoint.bin')
    const unfit = read(({ start }) => (start === second!.start ? 'not this one' : null))
    expect(unfit).toEqual({ checkpoint: first, refusals: [{ file, reason: 'not this one' }] })
    writeFileSync(file, readFileSync(file).subarray(0, 100))
    expect(read()).toEqual({ checkpoint: first, refusals: [{ file, reason: 'it is cut off' }] })
  })

  it.each(['half', 'written', 'renaming'] as const)(
    'stay as they were where the disk fails at the moment `%s`',
    (failing) => {
      writeCheckpoint(directory, first!)
      expect(() =>
        writeCheckpoint(directory, second!, (moment) => {
          if (moment === failing) throw new Error('the disk is full')
        }),
      ).toThrow('full')
      expect(read()).toEqual({ checkpoint: first, refusals: [] })
      expect(readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual([])
    },
  )
})
