import { describe, expect, it } from 'vitest'
import { RandomChoices } from '../../../src/numeric/choices.ts'
import { RandomWords } from '../../../src/numeric/random-words.ts'

/** A stream that gives the words of a list, and fails when more are asked for. */
class GivenWords extends RandomWords {
  private readonly given: number[]

  constructor(...given: number[]) {
    super(0, 0)
    this.given = given
  }

  override next(): number {
    const word = this.given.shift()
    if (word === undefined) throw new Error('no word is left')
    return word
  }

  get left(): number {
    return this.given.length
  }
}

const TOP = 0xffffffff
const choose = (...words: number[]) => new RandomChoices(new GivenWords(...words))

/** Whether the pattern of acceptance over the two words is u 2^32 + v < ratio 2^64, at its edge. */
function acceptsUpTo(edge: bigint, proposed: number, current: number): boolean {
  const at = (word64: bigint) =>
    choose(Number(word64 >> 32n), Number(word64 & 0xffffffffn)).accept(proposed, current)
  return at(edge - 1n) && !at(edge)
}

function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  return counts.reduce((sum, n, k) => sum + (n - expected[k]!) ** 2 / expected[k]!, 0)
}

describe('below', () => {
  it('takes the first and last word to the first and last value', () => {
    for (const n of [1, 2, 3, 7, 4096, 13824, 2 ** 21 + 1, 2 ** 31]) {
      expect(choose(1).below(n)).toBe(0)
      expect(choose(TOP).below(n)).toBe(n - 1)
    }
  })

  it('gives floor(word n / 2^32) for every size, by big integers', () => {
    const stream = new RandomWords(1, 2)
    for (let i = 0; i < 20000; i++) {
      const n = (stream.next() >>> (1 + (i % 31))) + 1
      const word = stream.next()
      const product = BigInt(word) * BigInt(n)
      const rejected = Number(product & 0xffffffffn) < 2 ** 32 % n
      const choices = choose(word, TOP)
      expect(choices.below(n)).toBe(rejected ? n - 1 : Number(product >> 32n))
    }
  })

  it('rejects exactly 2^32 mod n words, those that would favour a value', () => {
    // 2^32 mod 3 = 1: the single word 0 is too many.
    const stream = new GivenWords(0, 5)
    expect(new RandomChoices(stream).below(3)).toBe(0)
    expect(stream.left).toBe(0)
    const kept = new GivenWords(1, 5)
    new RandomChoices(kept).below(3)
    expect(kept.left).toBe(1)
  })

  it('is uniform', () => {
    const choices = new RandomChoices(new RandomWords(3, 4))
    const counts = new Array<number>(7).fill(0)
    for (let i = 0; i < 70000; i++) counts[choices.below(7)]!++
    // 6 degrees of freedom: 27.9 is exceeded with a probability of 1e-4.
    expect(chiSquare(counts, new Array(7).fill(10000))).toBeLessThan(27.9)
  })
})

describe('pick', () => {
  it('divides the words at the cumulative sums', () => {
    const weights = Float64Array.of(1, 2, 1)
    const quarter = 2 ** 30
    const at = (word: number) => choose(word).pick(weights, 3, 4)
    expect([0, quarter - 1, quarter, 3 * quarter - 1, 3 * quarter, TOP].map(at)).toEqual([
      0, 0, 1, 1, 2, 2,
    ])
  })

  it('asks for more bits where a boundary divides the cell of a word', () => {
    const third = Math.floor(2 ** 32 / 3)
    const weights = Float64Array.of(1, 2)
    expect(choose(third, 0).pick(weights, 2, 3)).toBe(0)
    expect(choose(third, third - 2048).pick(weights, 2, 3)).toBe(0)
    expect(choose(third, third + 2048).pick(weights, 2, 3)).toBe(1)
    expect(choose(third, TOP).pick(weights, 2, 3)).toBe(1)
    const one = new GivenWords(third - 1, TOP)
    new RandomChoices(one).pick(weights, 2, 3)
    expect(one.left).toBe(1)
  })

  it('gives an option of probability 2^-40 its 2^24 of 2^64 words, wherever it stands', () => {
    const tiny = 2 ** -40
    const edge = 2 ** 24
    const first = Float64Array.of(tiny, 1 - tiny)
    expect(choose(0, edge - 1).pick(first, 2, 1)).toBe(0)
    expect(choose(0, edge).pick(first, 2, 1)).toBe(1)
    const middle = Float64Array.of(0.5, tiny, 0.5 - tiny)
    expect(choose(2 ** 31, edge - 2048).pick(middle, 3, 1)).toBe(1)
    expect(choose(2 ** 31, edge + 2048).pick(middle, 3, 1)).toBe(2)
    const last = Float64Array.of(1 - tiny, tiny)
    expect(choose(TOP, 2 ** 32 - edge - 2048).pick(last, 2, 1)).toBe(0)
    expect(choose(TOP, 2 ** 32 - edge + 2048).pick(last, 2, 1)).toBe(1)
    expect(choose(TOP, TOP).pick(last, 2, 1)).toBe(1)
  })

  it('never gives an option of weight 0', () => {
    const weights = Float64Array.of(0, 0.1, 0, 0, 0.2, 0.7, 0)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const allowed = new Set([1, 4, 5])
    for (const word of [0, 1, 429496729, 429496730, 1288490188, 1288490189, TOP - 1, TOP]) {
      for (const more of [0, 1, 2 ** 31, TOP]) {
        expect(allowed.has(choose(word, more).pick(weights, 7, total))).toBe(true)
      }
    }
  })

  it('looks at the first n weights only', () => {
    expect(choose(TOP, TOP).pick(Float64Array.of(1, 1, 5), 2, 2)).toBe(1)
  })

  it('refuses weights that offer nothing', () => {
    expect(() => choose(1, 1).pick(Float64Array.of(0, 0), 2, 0)).toThrow(RangeError)
    expect(() => choose(1, 1).pick(Float64Array.of(1, NaN), 2, NaN)).toThrow(RangeError)
    expect(() => choose(1, 1).pick(new Float64Array(0), 0, 0)).toThrow(RangeError)
  })

  it('has the frequencies of its weights', () => {
    const weights = Float64Array.of(0.1, 0.25, 0, 0.05, 0.6)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const choices = new RandomChoices(new RandomWords(5, 6))
    const counts = new Array<number>(5).fill(0)
    for (let i = 0; i < 100000; i++) counts[choices.pick(weights, 5, total)]!++
    expect(counts[2]).toBe(0)
    const kept = [0, 1, 3, 4]
    const distance = (shares: readonly number[]) =>
      chiSquare(
        kept.map((k) => counts[k]!),
        kept.map((k) => (1e5 * shares[k]!) / shares.reduce((sum, share) => sum + share, 0)),
      )
    // 3 degrees of freedom: 21.1 is exceeded with a probability of 1e-4.
    expect(distance([...weights])).toBeLessThan(21.1)
    // Control: a relative error of 4 % in one weight would show.
    expect(distance([0.1, 0.26, 0, 0.05, 0.6])).toBeGreaterThan(21.1)
  })
})

describe('accept', () => {
  it('needs no word for a state of no less weight, nor to leave one of none', () => {
    expect(choose().accept(2, 1)).toBe(true)
    expect(choose().accept(1, 1)).toBe(true)
    expect(choose().accept(1e-300, 0)).toBe(true)
    expect(choose().accept(0, 0)).toBe(true)
  })

  it('never accepts a state of no weight', () => {
    for (const word of [0, 1, TOP]) expect(choose(word, 0).accept(0, 1)).toBe(false)
  })

  it('accepts exactly ratio 2^64 of the 2^64 pairs of words', () => {
    expect(acceptsUpTo(1n << 63n, 1, 2)).toBe(true)
    expect(acceptsUpTo(3n << 62n, 0.75, 1)).toBe(true)
    expect(acceptsUpTo(3n << 40n, 3 * 2 ** -24, 1)).toBe(true)
    expect(acceptsUpTo((1n << 64n) / 3n + 1n, 2 ** 32, 3 * 2 ** 32)).toBe(true)
    expect(acceptsUpTo(1n << 24n, 2 ** -40, 1)).toBe(true)
    expect(acceptsUpTo(5n, 5 * 2 ** -64, 1)).toBe(true)
    // Control: the counting sees a single pair too many.
    expect(acceptsUpTo((1n << 24n) + 1n, 2 ** -40, 1)).toBe(false)
  })

  it('accepts any ratio to within 2^-52', () => {
    const stream = new RandomWords(7, 8)
    for (let i = 0; i < 3000; i++) {
      const current = stream.next() * 2 ** 21 + 1
      const proposed = Math.floor(current * (stream.next() / 2 ** 32))
      if (proposed >= current) continue
      const edge = (BigInt(proposed) << 64n) / BigInt(current)
      const margin = 1n << 12n
      const at = (word: bigint) =>
        choose(Number(word >> 32n), Number(word & 0xffffffffn)).accept(proposed, current)
      if (edge > margin) expect(at(edge - margin)).toBe(true)
      expect(at(edge + margin)).toBe(false)
    }
  })

  it('has the frequency of the ratio', () => {
    const choices = new RandomChoices(new RandomWords(9, 10))
    let accepted = 0
    for (let i = 0; i < 100000; i++) if (choices.accept(0.3, 1.2)) accepted++
    expect(Math.abs(accepted - 25000) / Math.sqrt(18750)).toBeLessThan(4)
  })
})

describe('what below leaves of its word', () => {
  /** Of the words that give one of n values, the r-th from the top of the range of low words. */
  const wordOf = (value: number, n: number, rank: number) =>
    Number((BigInt(value + 1) * 2n ** 32n - 1n) / BigInt(n)) - rank

  it('decides as a uniform rank below floor(2^32 / n)', () => {
    for (const n of [3 * 2 ** 28, 2 ** 30, 1000003, 8 * 3456]) {
      const range = Math.floor(2 ** 32 / n)
      for (const value of [0, 1, n - 1]) {
        for (const rank of [0, 1, range >> 1, range - 2, range - 1]) {
          const decide = (proposed: number) => {
            // Where the rank leaves it open, the largest fraction is drawn.
            const choices = choose(wordOf(value, n, rank), TOP, TOP)
            expect(choices.below(n)).toBe(value)
            return choices.accept(proposed, range)
          }
          expect(decide(rank)).toBe(false)
          expect(decide(rank + 1)).toBe(true)
          expect(decide(rank + 0.5)).toBe(false)
        }
      }
    }
  })

  it('picks without another word, and with the frequencies of the weights', () => {
    const weights = Float64Array.of(0.1, 0.25, 0.05, 0.6)
    const stream = new RandomWords(7, 8)
    const choices = new RandomChoices(stream)
    const counts = [0, 0, 0, 0]
    for (let i = 0; i < 100000; i++) {
      choices.below(3456)
      counts[choices.pick(weights, 4, 1)]!++
    }
    expect(stream.position).toBeLessThan(100000 * 1.001)
    const expected = [...weights].map((weight) => 1e5 * weight)
    // 3 degrees of freedom: 21.1 is exceeded with a probability of 1e-4.
    expect(chiSquare(counts, expected)).toBeLessThan(21.1)
  })

  it('does not depend on the value drawn', () => {
    const choices = new RandomChoices(new RandomWords(9, 10))
    const accepted = new Array<number>(6).fill(0)
    for (let i = 0; i < 120000; i++) {
      const value = choices.below(6)
      if (choices.accept(0.3, 1)) accepted[value]!++
    }
    // 6 degrees of freedom, each of variance 0.3 · 0.7 · 20000: below 27.9 · 0.7 but for 1e-4.
    expect(chiSquare(accepted, new Array(6).fill(6000))).toBeLessThan(27.9 * 0.7)
  })

  it('is used once', () => {
    const choices = choose(5, 0, 1)
    choices.below(1000)
    choices.accept(0.5, 1)
    expect(choices.accept(0.5, 1)).toBe(true)
    expect(choices.accept(0.5, 1)).toBe(true)
    expect(() => choices.accept(0.5, 1)).toThrow('no word is left')
  })
})
