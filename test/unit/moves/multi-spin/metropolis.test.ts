import { describe, expect, it } from 'vitest'
import { RandomLaneDecisions } from '../../../../src/moves/multi-spin/metropolis.ts'
import { RandomChoices } from '../../../../src/numeric/choices.ts'
import { randomStream } from '../../../../src/numeric/random-stream.ts'
import { lossIn } from '../../../support/enumerated-lane-decisions.ts'

const CERTAIN = Float64Array.from({ length: 9 }, () => 1)

function decisions(acceptance: Float64Array) {
  const choices = new RandomChoices(randomStream('lanes', 'chain'))
  const decider = new RandomLaneDecisions(choices, acceptance)
  decider.begin()
  return { choices, decider }
}

describe('decisions in 32 lanes', () => {
  it('accept each loss with its probability, in every lane', () => {
    const acceptance = Float64Array.from({ length: 9 }, (_, lost) => 0.6 ** lost)
    const { choices, decider } = decisions(acceptance)
    const draws = 40_000
    const tried = new Float64Array(9 * 32)
    const accepted = new Float64Array(9 * 32)
    for (let k = 0; k < draws; k++) {
      const word = () => (choices.below(2 ** 31) << 1) | choices.below(2)
      const [ones, twos, fours] = [word(), word(), word()]
      const eights = ~(ones | twos | fours) & word()
      const lanes = word()
      const yes = decider.accept(lanes, { ones, twos, fours, eights })
      expect(yes & ~lanes).toBe(0)
      for (let lane = 0; lane < 32; lane++) {
        if (((lanes >>> lane) & 1) === 0) continue
        const at = 32 * lossIn({ ones, twos, fours, eights }, lane) + lane
        tried[at]! += 1
        accepted[at]! += (yes >>> lane) & 1
      }
    }
    const z = Array.from(tried, (count, at) => {
      const p = acceptance[Math.floor(at / 32)]!
      return p === 1
        ? Number(accepted[at] !== count) * 100
        : (accepted[at]! - count * p) / Math.sqrt(count * p * (1 - p))
    })
    expect(Math.min(...tried)).toBeGreaterThan(draws / 40)
    expect(Math.max(...z.map(Math.abs))).toBeLessThan(4.5)
    // Squares of 256 independent normal deviates.
    const chi2 = z.slice(32).reduce((sum, one) => sum + one * one, 0)
    expect(Math.abs(chi2 - 256) / Math.sqrt(512)).toBeLessThan(4)
  })

  it('are certain where the probability is 0 or 1', () => {
    const acceptance = Float64Array.from([1, 2 ** -3, 5 / 8, 1, 0, 0, 0, 0, 0])
    const { decider } = decisions(acceptance)
    const all = (loss: number) => ({
      ones: -(loss & 1),
      twos: -((loss >> 1) & 1),
      fours: -((loss >> 2) & 1),
      eights: -((loss >> 3) & 1),
    })
    for (let k = 0; k < 1000; k++) {
      expect(decider.accept(-1, all(0))).toBe(-1)
      expect(decider.accept(-1, all(3))).toBe(-1)
      expect(decider.accept(-1, all(4))).toBe(0)
      expect(decider.accept(-1, all(8))).toBe(0)
    }
  })

  it('leave one lane of eight out, each as often', () => {
    const { decider } = decisions(CERTAIN)
    const draws = 20_000
    const proposed = new Float64Array(32)
    for (let k = 0; k < draws; k++) {
      const lanes = decider.propose()
      for (let lane = 0; lane < 32; lane++) proposed[lane]! += (lanes >>> lane) & 1
    }
    const error = Math.sqrt((draws * 7) / 64)
    for (const count of proposed)
      expect(Math.abs(count - (draws * 7) / 8) / error).toBeLessThan(4.5)
  })

  it('do not look at lanes that are not asked for', () => {
    const { decider } = decisions(CERTAIN)
    expect(decider.accept(0, { ones: -1, twos: -1, fours: -1, eights: 0 })).toBe(0)
  })
})
