import { createHash } from 'node:crypto'
import * as z from 'zod'
import { MOVE_NAMES } from '../moves/move.ts'
import type { LadderState } from '../run/ladder-state.ts'
import type { ReplicaSnapshot } from '../run/replica-snapshot.ts'
import type { KeptRun } from '../runner/run-plans.ts'
import { ARRAY_TYPES, type NumberArray, packArray, sizeOf, unpackArray } from './packed-arrays.ts'

/** All that is needed to continue a run as if it had not been interrupted. */
export interface Checkpoint {
  /** Version of entrolyte: another one might continue differently. */
  readonly program: string
  /** The kind of work: a scenario, or its melting point. */
  readonly work: 'run' | 'melting'
  /** The resolved scenario as YAML, to be read and checked like any other. */
  readonly scenario: string
  /** ISO 8601, UTC: when the run was first started. */
  readonly start: string
  /** Spent so far. */
  readonly wallSeconds: number
  readonly cpuSeconds: number
  /** Of the replicas begun, by run. */
  readonly runs: readonly KeptRun[]
}

const FORMAT = 'entrolyte-checkpoint'
const VERSION = 3
const FIRST_LINE = /^entrolyte-checkpoint (\d{1,9}) (\d{1,9}) ([0-9a-f]{64})\n/
const LONGEST_FIRST_LINE = 200

/** What is wrong with the bytes of a checkpoint. */
export class BrokenCheckpoint extends Error {}

const count = z.number().int().min(0)
const word = z.number().int().min(0).max(0xffffffff)
const move = z.strictObject({ attempts: count, accepted: count })
const array = z.strictObject({
  type: z.enum(ARRAY_TYPES),
  length: count,
  sha256: z.string(),
})
const random = z
  .strictObject({
    key: z.tuple([word, word]),
    stream: z.tuple([word, word]),
    position: count,
  })
  .nullable()
const rung = z.strictObject({
  replica: count,
  done: count,
  random,
  moves: z.partialRecord(z.enum(MOVE_NAMES), move),
  drift: z.string().nullable(),
  fence: z.strictObject({ trajectories: count, rejected: count }).optional(),
  memories: count,
  blocks: count,
})
const ladder = z.strictObject({
  state: z.strictObject({
    turn: count,
    walkers: z.array(count),
    seen: z.array(z.enum(['none', 'bottom', 'top'])),
    exchanges: z.array(z.strictObject({ attempts: count, accepted: count })),
    roundTrips: count,
  }),
  random,
  others: z.array(rung),
})
const replica = rung.extend({ ladder: ladder.optional() })
const headerSchema = z.strictObject({
  program: z.string(),
  work: z.enum(['run', 'melting']),
  scenario: z.string(),
  start: z.string(),
  wallSeconds: z.number().min(0),
  cpuSeconds: z.number().min(0),
  runs: z.array(z.strictObject({ key: z.string(), replicas: z.array(replica) })),
  /** All arrays in their order: of each replica of each run, and then of its other rungs, its state, series, memories and blocks. */
  arrays: z.array(array),
})

type Header = z.infer<typeof headerSchema>
type RungHeader = z.infer<typeof rung>
type ReplicaHeader = z.infer<typeof replica>

/**
 * A checkpoint as bytes: a line with the version, the length and the SHA-256 of the header; the header,
 * which is JSON and lists all arrays, each with its type, length and SHA-256; and the arrays, little-endian
 * and without anything between or after them, so that every byte is under a checksum.
 */
export function encodeCheckpoint({ runs, ...rest }: Checkpoint): Uint8Array {
  const arrays = runs
    .flatMap(({ snapshots }) => snapshots)
    .flatMap((snapshot) => [snapshot, ...(snapshot.ladder?.others ?? [])])
    .flatMap(({ state, series, memories, blocks }) => [state, series, ...memories, ...blocks])
    .map((array) => ({ ...packArray(array), length: array.length }))
  const header: Header = {
    ...rest,
    runs: runs.map(({ key, snapshots }) => ({ key, replicas: snapshots.map(replicaHeader) })),
    arrays: arrays.map(({ type, length, bytes }) => ({ type, length, sha256: sha256(bytes) })),
  }
  const text = Buffer.from(JSON.stringify(header))
  const first = `${FORMAT} ${VERSION} ${text.length} ${sha256(text)}\n`
  return Buffer.concat([Buffer.from(first), text, ...arrays.map(({ bytes }) => bytes)])
}

function replicaHeader(snapshot: ReplicaSnapshot): ReplicaHeader {
  const { ladder } = snapshot
  if (ladder === undefined) return rungHeader(snapshot)
  const { state, random, others } = ladder
  return {
    ...rungHeader(snapshot),
    ladder: {
      state: plainState(state),
      random: plainRandom(random),
      others: others.map(rungHeader),
    },
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function rungHeader(snapshot: ReplicaSnapshot): RungHeader {
  const { replica, done, random, moves, drift, memories, blocks, fence } = snapshot
  return {
    replica,
    done,
    random: plainRandom(random),
    moves: { ...moves },
    drift,
    memories: memories.length,
    blocks: blocks.length,
    ...(fence === undefined ? {} : { fence }),
  }
}

function plainRandom(random: ReplicaSnapshot['random']): RungHeader['random'] {
  return random && { ...random, key: [...random.key], stream: [...random.stream] }
}

function plainState({ walkers, seen, exchanges, ...rest }: LadderState) {
  return { ...rest, walkers: [...walkers], seen: [...seen], exchanges: [...exchanges] }
}

/** @throws BrokenCheckpoint for anything that `encodeCheckpoint` has not made */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const start = Buffer.from(bytes.subarray(0, LONGEST_FIRST_LINE)).toString('latin1')
  const match = FIRST_LINE.exec(start)
  if (match === null) throw new BrokenCheckpoint('it does not begin as a checkpoint')
  if (Number(match[1]) !== VERSION) {
    throw new BrokenCheckpoint(`its format is version ${match[1]}, not ${VERSION}`)
  }
  const from = match[0].length
  const to = from + Number(match[2])
  if (to > bytes.length) throw new BrokenCheckpoint('it is cut off')
  const text = bytes.subarray(from, to)
  if (sha256(text) !== match[3]) throw new BrokenCheckpoint('its header is damaged')
  const { runs, arrays, ...rest } = parseHeader(Buffer.from(text).toString('utf8'))
  const decoded = decodeArrays(bytes.subarray(to), arrays)
  const kept = runs.map(({ key, replicas }) => {
    return { key, snapshots: replicas.map((header) => snapshotOf(header, decoded)) }
  })
  if (decoded.length > 0) throw new BrokenCheckpoint('it has arrays that belong to nothing')
  return { ...rest, runs: kept }
}

function parseHeader(text: string): Header {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw new BrokenCheckpoint('its header is not JSON')
  }
  const parsed = headerSchema.safeParse(data)
  if (!parsed.success) throw new BrokenCheckpoint('its header is not that of a checkpoint')
  return parsed.data
}

function decodeArrays(bytes: Uint8Array, list: Header['arrays']): NumberArray[] {
  let at = 0
  const decoded = list.map(({ type, length, sha256: sum }) => {
    const part = bytes.subarray(at, at + sizeOf(type, length))
    at += sizeOf(type, length)
    if (at > bytes.length) throw new BrokenCheckpoint('it is cut off')
    if (sha256(part) !== sum) throw new BrokenCheckpoint('its data are damaged')
    return unpackArray(type, part)
  })
  if (at < bytes.length) throw new BrokenCheckpoint('something follows its end')
  return decoded
}

/** Takes the arrays of a replica and of its other rungs from the front of the list. */
function snapshotOf({ ladder, ...own }: ReplicaHeader, arrays: NumberArray[]): ReplicaSnapshot {
  const snapshot = rungOf(own, arrays)
  if (ladder === undefined) return snapshot
  const others = ladder.others.map((header) => rungOf(header, arrays))
  return { ...snapshot, ladder: { ...ladder, others } }
}

function rungOf({ memories, blocks, fence, ...rest }: RungHeader, arrays: NumberArray[]) {
  const take = <A extends NumberArray>(type: new (length: number) => A): A => {
    const array = arrays.shift()
    if (array instanceof type) return array
    throw new BrokenCheckpoint('its arrays are not those of its replicas')
  }
  const several = <A extends NumberArray>(count: number, type: new (length: number) => A): A[] => {
    if (count > arrays.length) throw new BrokenCheckpoint('it lacks arrays')
    return Array.from({ length: count }, () => take(type))
  }
  return {
    ...rest,
    ...(fence === undefined ? {} : { fence }),
    state: take(Uint8Array),
    series: take(Float64Array),
    memories: several(memories, Int32Array),
    blocks: several(blocks, Float64Array),
  }
}
