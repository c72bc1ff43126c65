import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { philox } from '../../../src/numeric/philox.ts'

const word = fc.integer({ min: 0, max: 0xffffffff })

describe('philox', () => {
  // Known answers of the authors' Random123 library, file kat_vectors, philox4x32 10.
  it.each([
    { counter: [0, 0, 0, 0], key: [0, 0], words: '6627e8d5 e169c58d bc57ac4c 9b00dbd8' },
    {
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      key: [0xffffffff, 0xffffffff],
      words: '408f276d 41c83b0e a20bc7c6 6d5451fd',
    },
    {
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      key: [0xa4093822, 0x299f31d0],
      words: 'd16cfe09 94fdcceb 5001e420 24126ea1',
    },
  ])('gives $words', ({ counter, key, words }) => {
    const out = new Uint32Array(4)
    philox(out, counter[0]!, counter[1]!, counter[2]!, counter[3]!, key[0]!, key[1]!)
    expect(Array.from(out, (value) => value.toString(16).padStart(8, '0')).join(' ')).toBe(words)
  })

  it('equals its definition in big integers', () => {
    fc.assert(
      fc.property(fc.tuple(word, word, word, word), fc.tuple(word, word), (counter, key) => {
        const out = new Uint32Array(4)
        philox(out, ...counter, ...key)
        expect(Array.from(out)).toEqual(philoxByDefinition(counter, key))
      }),
    )
  })
})

/** The rounds as the paper writes them, with exact products. */
function philoxByDefinition(counter: readonly number[], key: readonly number[]): number[] {
  const mask = 0xffffffffn
  let [a, b, c, d] = counter.map(BigInt) as [bigint, bigint, bigint, bigint]
  let [k0, k1] = key.map(BigInt) as [bigint, bigint]
  for (let round = 0; round < 10; round++) {
    const p0 = 0xd2511f53n * a
    const p1 = 0xcd9e8d57n * c
    const next = [(p1 >> 32n) ^ b ^ k0, p1 & mask, (p0 >> 32n) ^ d ^ k1, p0 & mask] as const
    a = next[0]
    b = next[1]
    c = next[2]
    d = next[3]
    k0 = (k0 + 0x9e3779b9n) & mask
    k1 = (k1 + 0xbb67ae85n) & mask
  }
  return [a, b, c, d].map(Number)
}
