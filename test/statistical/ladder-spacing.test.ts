import { describe, expect, test } from 'vitest'
import { spacedLadder } from '../../src/methods/ladder-spacing.ts'
import { Ladder } from '../../src/run/ladder.ts'
import type { Scenario } from '../../src/scenario/scenario.ts'
import { carriedOut } from '../support/carried-out.ts'
import { shippedScenario } from '../support/shipped-scenario.ts'

describe('a ladder in water', { timeout: 60_000 }, () => {
  const water = shippedScenario('pure-water', { 'lattice.cells': '6', temperature: '300 K' })
  const counts = { H2O: 233 }
  /** Shares of exchanges of a ladder as it runs; each of 400 attempts, so that they are known to 0.025. */
  const sharesOf = (ladder: readonly number[]) => {
    const lengths = { equilibration: 200, production: 4000, measureEvery: 5, replicas: 1 }
    const scenario: Scenario = {
      ...water,
      observables: ['energy'],
      sampling: { ...lengths, ladder },
    }
    const run = new Ladder({ scenario, counts, replica: 0 }, ladder)
    while (!run.isDone) run.sweep()
    return run.record().ladder!.state.exchanges.map(({ attempts, accepted }) => accepted / attempts)
  }
  // So many rungs that a whole number of them comes near enough to the step that is wanted.
  const ends = [300, 372]
  const spaced = carriedOut(spacedLadder(water, counts, ends, 1))

  test('has a quarter to two fifths of its exchanges accepted', () => {
    expect(spaced.length).toBeGreaterThan(3)
    const shares = sharesOf(spaced)
    const mean = shares.reduce((sum, share) => sum + share / shares.length, 0)
    expect(mean).toBeGreaterThan(0.25)
    expect(mean).toBeLessThan(0.4)
    expect(Math.min(...shares)).toBeGreaterThan(0.25 - 0.1)
    expect(Math.max(...shares)).toBeLessThan(0.4 + 0.1)
  })

  test('which half as many rungs have not', () => {
    const half = spaced.filter((_, k) => k % 2 === 0)
    expect(Math.max(...sharesOf(half))).toBeLessThan(0.25)
  })

  test('is finer in a larger box', () => {
    const larger = carriedOut(spacedLadder(water, counts, ends, 8))
    expect(larger.length).toBeGreaterThan(2 * spaced.length)
  })
})
