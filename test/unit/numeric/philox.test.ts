import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Philox, philox } from '../../../src/numeric/philox.ts'

const word = fc.integer({ min: 0, max: 0xffffffff })
const position = fc.integer({ min: 0, max: 5000 })

function draw(stream: Philox, count: number): number[] {
  return Array.from({ length: count }, () => stream.next())
}

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

describe('Philox', () => {
  it('starts with the known answer of its key and stream', () => {
    expect(draw(new Philox(0, 0), 4)).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8])
    expect(draw(new Philox(1, 2, 3, 4), 4)).toEqual(philoxByDefinition([0, 0, 3, 4], [1, 2]))
  })

  it('goes on from a snapshot as if nothing had happened', () => {
    fc.assert(
      fc.property(word, word, position, position, (key, stream, first, second) => {
        const whole = new Philox(key, 1, stream, 2)
        const part = new Philox(key, 1, stream, 2)
        draw(whole, first)
        draw(part, first)
        const restored = new Philox(9, 9)
        restored.restore(JSON.parse(JSON.stringify(part.snapshot())))
        const expected = draw(whole, second)
        expect(draw(restored, second)).toEqual(expected)
        expect(restored.snapshot()).toEqual(whole.snapshot())
      }),
      { numRuns: 30 },
    )
  })

  it('seeks n as if n words had been drawn', () => {
    fc.assert(
      fc.property(word, position, (key, n) => {
        const drawn = new Philox(key, 0)
        draw(drawn, n)
        const sought = new Philox(key, 0)
        sought.seek(n)
        expect(sought.position).toBe(n)
        expect(draw(sought, 5)).toEqual(draw(drawn, 5))
      }),
      { numRuns: 30 },
    )
  })

  it('carries into the second counter word', () => {
    const stream = new Philox(7, 8, 9, 10)
    stream.seek(2 ** 34 - 4)
    const expected = [
      ...philoxByDefinition([0xffffffff, 0, 9, 10], [7, 8]),
      ...philoxByDefinition([0, 1, 9, 10], [7, 8]),
    ]
    expect(draw(stream, 8)).toEqual(expected)
    stream.seek(2 ** 53 - 4096)
    expect(draw(stream, 4)).toEqual(philoxByDefinition([0xfffffc00, 0x7ffff, 9, 10], [7, 8]))
  })

  it('refuses positions that are none', () => {
    const stream = new Philox(0, 0)
    for (const bad of [-1, 0.5, NaN, 2 ** 53]) expect(() => stream.seek(bad)).toThrow(RangeError)
  })

  it('has streams that differ in every word of the key and of the stream', () => {
    const starts = [
      [0, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ] as const
    const words = starts.flatMap(([k0, k1, s0, s1]) => draw(new Philox(k0, k1, s0, s1), 200))
    expect(new Set(words).size).toBe(1000)
  })

  it('sets every bit as often as not', () => {
    const stream = new Philox(2025, 1)
    const counts = new Array<number>(32).fill(0)
    const draws = 20000
    for (let i = 0; i < draws; i++) {
      const value = stream.next()
      for (let bit = 0; bit < 32; bit++) counts[bit]! += (value >>> bit) & 1
    }
    const chiSquare = counts.reduce((sum, n) => sum + (n - draws / 2) ** 2 / (draws / 4), 0)
    // 32 degrees of freedom: beyond these bounds with a probability below 1e-4.
    expect(chiSquare).toBeGreaterThan(9)
    expect(chiSquare).toBeLessThan(72)
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
