import { philox } from './philox.ts'
import { xoshiroStarStar } from './xoshiro.ts'

/** Words that one state of xoshiro128** gives before Philox gives the next. */
const BLOCK = 256
const TWO_TO_32 = 4294967296

/** The whole state of a stream, as plain JSON. */
export interface WordsSnapshot {
  readonly key: readonly [number, number]
  readonly stream: readonly [number, number]
  /** how many words have been drawn */
  readonly position: number
}

/**
 * A stream of random 32-bit words, 2^53 of them usable. Word n is a pure function of the key, the stream
 * and n, so that the state is these five numbers: Philox turns key, stream and the number of a block into
 * a state of xoshiro128**, which gives the words of that block at an eighth of Philox's time. Its period of
 * 2^128 has room for all blocks: two of 2^45 overlap with a probability below 2^-29.
 */
export class RandomWords {
  private readonly words = new Uint32Array(BLOCK)
  private readonly state = new Uint32Array(4)
  private key0: number
  private key1: number
  private stream0: number
  private stream1: number
  /** position of words[0], a multiple of the block's length */
  private start = 0
  private index = 0

  /** Each argument is one 32-bit word. */
  constructor(key0: number, key1: number, stream0 = 0, stream1 = 0) {
    this.key0 = key0 >>> 0
    this.key1 = key1 >>> 0
    this.stream0 = stream0 >>> 0
    this.stream1 = stream1 >>> 0
    this.fill()
  }

  /** The next word, an integer in 0..2^32 - 1, uniform. */
  next(): number {
    if (this.index === BLOCK) this.refill()
    return this.words[this.index++]!
  }

  /** How many words have been drawn. */
  get position(): number {
    return this.start + this.index
  }

  /**
   * Makes the next word that of `position`, at no cost beyond a refill.
   * @throws RangeError unless it is an integer in 0..2^53 - 1.
   */
  seek(position: number): void {
    if (!Number.isSafeInteger(position) || position < 0) {
      throw new RangeError(`no position in a random stream: ${position}`)
    }
    const index = position % BLOCK
    this.start = position - index
    this.index = index
    this.fill()
  }

  /** Where the stream is, for `restore`. */
  snapshot(): WordsSnapshot {
    return {
      key: [this.key0, this.key1],
      stream: [this.stream0, this.stream1],
      position: this.position,
    }
  }

  /** Makes this stream continue exactly as the one that gave the snapshot. */
  restore(snapshot: WordsSnapshot): void {
    this.key0 = snapshot.key[0]
    this.key1 = snapshot.key[1]
    this.stream0 = snapshot.stream[0]
    this.stream1 = snapshot.stream[1]
    this.seek(snapshot.position)
  }

  private refill(): void {
    this.start += BLOCK
    this.index = 0
    this.fill()
  }

  private fill(): void {
    const block = this.start / BLOCK
    const high = Math.floor(block / TWO_TO_32)
    const { state } = this
    philox(state, block - high * TWO_TO_32, high, this.stream0, this.stream1, this.key0, this.key1)
    // Of 2^128 states this one would stay as it is.
    if ((state[0]! | state[1]! | state[2]! | state[3]!) === 0) state[0] = 1
    xoshiroStarStar(this.words, state)
  }
}
