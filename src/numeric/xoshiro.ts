/**
 * xoshiro128**: fills `out` with random words from a state of four words that are not all 0. It passes
 * TestU01's BigCrush. Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM
 * Trans. Math. Softw. 47, 36 (2021).
 */
export function xoshiro(out: Uint32Array, state: Uint32Array): void {
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
