import { describe, expect, it } from 'vitest'
import { LARGEST_R_HAT, lengtheningFor, splitRHat } from '../../../src/statistics/estimate.ts'
import { autoregressive, whiteNoise } from './series.ts'

describe('splitRHat', () => {
  it('is near 1 for replicas of one distribution', () => {
    const replicas = [0, 1, 2, 3].map((i) => autoregressive(5000, 0.5, 50 + i))
    expect(Math.abs(splitRHat(replicas)! - 1)).toBeLessThan(0.01)
  })

  it('shows a replica that is elsewhere, and a drift that all share', () => {
    const replicas = [0, 1, 2, 3].map((i) => whiteNoise(1000, 60 + i))
    const displaced = [...replicas.slice(1), replicas[0]!.map((x) => x + 2)]
    const drifting = replicas.map((series) => series.map((x, i) => x + i / 300))
    expect(splitRHat(displaced)).toBeGreaterThan(1.2)
    expect(splitRHat(drifting)).toBeGreaterThan(1.2)
  })

  it('is its definition, by hand', () => {
    // Halves (0, 2) and (4, 6): W = 2, B / n = 8.
    expect(splitRHat([Float64Array.of(0, 2, 4, 6)])).toBeCloseTo(Math.sqrt((0.5 * 2 + 8) / 2), 14)
  })

  it('uses the latest samples of the shortest replica', () => {
    const short = Float64Array.of(0, 2, 4, 6)
    const long = Float64Array.of(99, 0, 2, 4, 6)
    expect(splitRHat([short, long])).toBe(splitRHat([short, short]))
  })

  it('is never NaN', () => {
    expect(splitRHat([])).toBeNull()
    expect(splitRHat([Float64Array.of(1, 2, 3)])).toBeNull()
    expect(splitRHat([new Float64Array(8).fill(0.1)])).toBe(1)
    expect(splitRHat([new Float64Array(8).fill(1), new Float64Array(8).fill(2)])).toBeNull()
  })
})

describe('lengtheningFor', () => {
  /** The middle of what many pairs of chains of one length give. */
  function typicalRHat(samples: number, memory: number): number {
    const all = Array.from(
      { length: 41 },
      (_, k) => splitRHat([0, 1].map((i) => autoregressive(samples, memory, 1000 + 2 * k + i)))!,
    )
    return all.toSorted((a, b) => a - b)[20]!
  }

  it('tells how long chains must be that are far too short, as chains of that length show', () => {
    // Halves of 0.4 correlation times: R-hat of some 2 to 4.
    const [short, memory] = [160, 1 - 1 / 200]
    const rHat = typicalRHat(short, memory)
    expect(rHat).toBeGreaterThan(1.8)
    const enough = typicalRHat(Math.round(short * lengtheningFor(rHat)), memory)
    expect(enough - 1).toBeGreaterThan((LARGEST_R_HAT - 1) / 2)
    expect(enough - 1).toBeLessThan(2 * (LARGEST_R_HAT - 1))
    // Control: a quarter of that is not enough.
    const quarter = typicalRHat(Math.round((short * lengtheningFor(rHat)) / 4), memory)
    expect(quarter - 1).toBeGreaterThan(2 * (LARGEST_R_HAT - 1))
  })

  it('solves its equation, and asks nothing of chains that have mixed', () => {
    expect(lengtheningFor(1)).toBe(1)
    expect(lengtheningFor(LARGEST_R_HAT)).toBe(1)
    const rHatOf = (x: number) => 1 / Math.sqrt(1 - (2 * (x - 1 + Math.exp(-x))) / (x * x))
    const ends = [0.5, 2, 8].map((x) => x * lengtheningFor(rHatOf(x)))
    for (const x of ends) expect(rHatOf(x)).toBeCloseTo(LARGEST_R_HAT, 8)
    // Halves that hardly move: R-hat² is 3 / x.
    expect(lengtheningFor(1e4) / lengtheningFor(1e3)).toBeCloseTo(100, 1)
  })
})
