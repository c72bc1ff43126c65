import { describe, expect, it } from 'vitest'
import {
  pairEntropyPerParticle,
  pairEntropyPerSite,
} from '../../../src/thermodynamics/pair-entropy.ts'
import { randomBelow } from '../observe/filling.ts'

const SHARES = [0.5, 0.3, 0.15, 0.05]
const IDEAL = -SHARES.reduce((sum, x) => sum + x * Math.log(x), 0)

/** Pairs drawn independently, or their expected numbers. */
function independentPairs(bonds: number, draw?: () => number): Float64Array {
  const states = SHARES.length
  const histogram = new Float64Array(4 * states * states)
  const pick = () => {
    let left = draw!()
    return SHARES.findIndex((share) => {
      left -= share
      return left < 0
    })
  }
  for (let d = 0; d < 4; d++) {
    if (draw === undefined) {
      for (const [a, x] of SHARES.entries()) {
        for (const [b, y] of SHARES.entries()) {
          histogram[(d * states + a) * states + b] = bonds * x * y
        }
      }
    } else {
      for (let k = 0; k < bonds; k++) histogram[(d * states + pick()) * states + pick()]! += 1
    }
  }
  return histogram
}

describe('pair entropy', () => {
  it('is the ideal entropy where neighbours do not care for each other', () => {
    expect(pairEntropyPerSite(independentPairs(1), 4, 1e15)).toBeCloseTo(IDEAL, 12)
    expect(pairEntropyPerParticle(IDEAL, 100, 50)).toBe(2 * IDEAL)
    expect(pairEntropyPerParticle(IDEAL, 100, 0)).toBeNull()
  })

  it('is −3 ln 2 on a chess board of two states, where it means nothing', () => {
    // S = −7 ln 2 + 4 ln 2 < 0: Bethe's estimate of a crystal that it takes for a liquid.
    const histogram = Float64Array.from([0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0])
    expect(pairEntropyPerSite(histogram, 2, 1e15)).toBeCloseTo(-3 * Math.log(2), 12)
  })

  it('is corrected for finite samples', () => {
    const below = randomBelow('pair entropy')
    const draw = () => below(2 ** 31) / 2 ** 31
    // The plain value lies Σ (bins − 1)/2n = 39/400 low; the mean of 3000 has a standard error of 0.007.
    const rounds = 3000
    let [corrected, plain] = [0, 0]
    for (let round = 0; round < rounds; round++) {
      const histogram = independentPairs(200, draw)
      corrected += pairEntropyPerSite(histogram, 4) / rounds
      plain += pairEntropyPerSite(histogram, 4, 1e15) / rounds
    }
    expect(IDEAL - plain).toBeGreaterThan(0.06)
    expect(Math.abs(corrected - IDEAL)).toBeLessThan(0.03)
  })

  it('refuses histograms of other shapes', () => {
    expect(() => pairEntropyPerSite([1, 2, 3], 2)).toThrow(RangeError)
    expect(() => pairEntropyPerSite(new Float64Array(16), 2)).toThrow(RangeError)
  })
})
