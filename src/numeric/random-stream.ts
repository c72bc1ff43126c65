import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import seedrandom from 'seedrandom'
import { RandomWords } from './random-words.ts'

/** Every random stream of the program, in one place: what draws from it. */
export const STREAM_NAMES = [
  /** the random placement that a chain starts from */
  'initial-state',
  /** the moves of one chain and their acceptance */
  'chain',
  /** which neighbouring replicas swap, and whether */
  'exchange',
] as const

export type StreamName = (typeof STREAM_NAMES)[number]

/**
 * The random stream of a seed and names: equal for equal texts, otherwise unrelated. The seed may be
 * of any length; the first of the names is one of STREAM_NAMES, others distinguish replicas.
 *
 * seedrandom's generator is RC4, whose keys of nearly 256 characters collide when they differ only near
 * the end (7 in 100 pairs that end in 1 and 2 give the same numbers), and which drops the high byte of a
 * letter. Its key is therefore the SHA-256 of the texts, in hexadecimal digits.
 */
export function randomStream(seed: string, name: StreamName, ...names: string[]): RandomWords {
  // As JSON, which joins texts unambiguously.
  const key = bytesToHex(sha256(utf8ToBytes(JSON.stringify([seed, name, ...names]))))
  const prng = seedrandom(key)
  return new RandomWords(prng.int32(), prng.int32(), prng.int32(), prng.int32())
}
