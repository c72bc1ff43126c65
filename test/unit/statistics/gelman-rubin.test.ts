import { describe, expect, it } from 'vitest'
import { splitRHat } from '../../../src/statistics/gelman-rubin.ts'
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
