import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { philox } from '../../../src/numeric/philox.ts'
import { RandomWords } from '../../../src/numeric/random-words.ts'
import { xoshiroStarStar } from '../../../src/numeric/xoshiro.ts'

const word = fc.integer({ min: 0, max: 0xffffffff })
const position = fc.integer({ min: 0, max: 5000 })

function draw(stream: RandomWords, count: number): number[] {
  return Array.from({ length: count }, () => stream.next())
}

/** A block of the stream of key (1, 2) and stream (3, 4), its number in two words. */
function blockByDefinition(low: number, high: number): number[] {
  const state = new Uint32Array(4)
  philox(state, low, high, 3, 4, 1, 2)
  const words = new Uint32Array(256)
  xoshiroStarStar(words, state)
  return [...words]
}

describe('xoshiro', () => {
  it('gives what the authors’ program gives from the state 1, 2, 3, 4', () => {
    const words = new Uint32Array(8)
    xoshiroStarStar(words, Uint32Array.of(1, 2, 3, 4))
    expect([...words]).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849,
    ])
  })
})

describe('RandomWords', () => {
  it('gives in every block what xoshiro128** makes of the state that Philox gives', () => {
    const stream = new RandomWords(1, 2, 3, 4)
    for (const block of [0, 1, 5]) {
      stream.seek(256 * block)
      expect(draw(stream, 256)).toEqual(blockByDefinition(block, 0))
    }
  })

  it('goes on from a snapshot as if nothing had happened', () => {
    fc.assert(
      fc.property(word, word, position, position, (key, stream, first, second) => {
        const whole = new RandomWords(key, 1, stream, 2)
        const part = new RandomWords(key, 1, stream, 2)
        draw(whole, first)
        draw(part, first)
        const restored = new RandomWords(9, 9)
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
        const drawn = new RandomWords(key, 0)
        draw(drawn, n)
        const sought = new RandomWords(key, 0)
        sought.seek(n)
        expect(sought.position).toBe(n)
        expect(draw(sought, 5)).toEqual(draw(drawn, 5))
      }),
      { numRuns: 30 },
    )
  })

  it('carries into the second counter word', () => {
    const stream = new RandomWords(1, 2, 3, 4)
    stream.seek(2 ** 40 - 256)
    const words = draw(stream, 512)
    expect(words.slice(0, 256)).toEqual(blockByDefinition(0xffffffff, 0))
    expect(words.slice(256)).toEqual(blockByDefinition(0, 1))
    stream.seek(2 ** 53 - 256)
    expect(draw(stream, 255)).toEqual(blockByDefinition(0xffffffff, 0x1fff).slice(0, 255))
  })

  it('refuses positions that are none', () => {
    const stream = new RandomWords(0, 0)
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
    const words = starts.flatMap(([k0, k1, s0, s1]) => draw(new RandomWords(k0, k1, s0, s1), 200))
    expect(new Set(words).size).toBe(1000)
  })

  it('sets every bit as often as not', () => {
    const stream = new RandomWords(2025, 1)
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
