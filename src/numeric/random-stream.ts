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

const CHUNK = 16
const NOT_PRINTABLE_ASCII = /[^\x20-\x7e]/g

/** Four uniform 32-bit words that depend on every character of the text. */
function digest(text: string): [number, number, number, number] {
  const prng = seedrandom(text)
  return [prng.int32() >>> 0, prng.int32() >>> 0, prng.int32() >>> 0, prng.int32() >>> 0]
}

/** JSON of the texts, which joins them unambiguously, in ASCII, since seedrandom drops high bytes. */
function join(texts: readonly string[]): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(texts).replace(NOT_PRINTABLE_ASCII, escaped)
}

/**
 * The random stream of a seed and names: equal for equal texts, otherwise unrelated. The seed may be
 * of any length; the first of the names is one of STREAM_NAMES, others distinguish replicas.
 *
 * seedrandom's generator is RC4, whose keys of nearly 256 characters collide when they differ only
 * near the end (7 in 100 pairs that end in 1 and 2 give the same numbers). Texts are therefore taken
 * 16 characters at a time, each time together with the digest of what came before.
 */
export function randomStream(seed: string, name: StreamName, ...names: string[]): RandomWords {
  const text = join([seed, name, ...names])
  let words = digest('')
  for (let at = 0; at < text.length; at += CHUNK) {
    words = digest(`${words.join(' ')} ${text.slice(at, at + CHUNK)}`)
  }
  return new RandomWords(...words)
}
