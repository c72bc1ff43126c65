/**
 * xoshiro128**: fills `out` with random words from a state of four words that are not all 0. It passes
 * TestU01's BigCrush. Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM
 * Trans. Math. Softw. 47, 36 (2021).
 */
export function xoshiroStarStar(out: Uint32Array, state: Uint32Array): void {
  let a = state[0]! | 0
  let b = state[1]! | 0
  let c = state[2]! | 0
  let d = state[3]! | 0
  for (let i = 0; i < out.length; i++) {
    const product = Math.imul(b, 5)
    out[i] = Math.imul((product << 7) | (product >>> 25), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
  }
}

/**
 * xoshiro128++ 1.0: 32 random bits in a few nanoseconds. For decisions that need many words; it is seeded from a
 * `Philox` stream for each of them.
 * Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM Trans. Math. Softw. 47, 36 (2021).
 */
export class XoshiroPlusPlus {
  #a = 1
  #b = 0
  #c = 0
  #d = 0

  /** Four 32-bit words, not all 0. */
  seed(a: number, b: number, c: number, d: number): void {
    this.#a = a | 0
    this.#b = b | 0
    this.#c = c | 0
    this.#d = d | 0
    if ((a | b | c | d) === 0) throw new RangeError('xoshiro128++ cannot start from zeros')
  }

  /** The next word, as a signed integer. */
  next(): number {
    const a = this.#a
    const b = this.#b
    const c = this.#c ^ a
    const d = this.#d ^ b
    const sum = (a + this.#d) | 0
    this.#a = a ^ d
    this.#b = b ^ c
    this.#c = c ^ (b << 9)
    this.#d = (d << 11) | (d >>> 21)
    return (((sum << 7) | (sum >>> 25)) + a) | 0
  }
}
