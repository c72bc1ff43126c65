import { describe, expect, test } from 'vitest'
import { rungsBetween, spacedLadder } from '../../../src/methods/ladder-spacing.ts'
import { Ladder } from '../../../src/run/ladder.ts'
import type { Scenario } from '../../../src/scenario/scenario.ts'
import { GAS_CONSTANT } from '../../../src/units/constants.ts'
import { carriedOut } from '../../support/carried-out.ts'
import { SHIPPED, scenarioOf } from '../scenario/shipped.ts'

/** √[Δβ·ΔE] between neighbours, of a heat capacity of so many R. */
function stepsOf(rungs: readonly number[], capacity: number): number[] {
  return rungs.slice(1).map((t, k) => {
    const below = rungs[k]!
    return Math.sqrt(capacity * (1 / below - 1 / t) * (t - below))
  })
}

describe('rungs from energies that are known', () => {
  const capacity = 400
  const energyAt = (temperature: number) => (capacity * GAS_CONSTANT * temperature) / 1000
  const looks = [200, 230, 300].map((t) => ({ temperature: t, enthalpy: energyAt(t) }))

  test('are all equally far apart, as a third of exchanges asks', () => {
    const rungs = rungsBetween(looks, [200, 300])
    expect([rungs[0], rungs.at(-1)]).toEqual([200, 300])
    const steps = stepsOf(rungs, capacity)
    // erfc(½·1.19) = 40 %, erfc(½·1.63) = 25 %
    for (const step of steps) {
      expect(step).toBeGreaterThan(1.19)
      expect(step).toBeLessThan(1.63)
      expect(step / steps[0]!).toBeCloseTo(1, 1)
    }
  })

  test('pass through what is fixed between the ends', () => {
    const rungs = rungsBetween(looks, [200, 271.5, 300])
    expect(rungs).toContain(271.5)
    expect(rungs).toEqual(rungs.toSorted((a, b) => a - b))
  })

  test('are closer where more heat is taken up', () => {
    const [cold, middle, hot] = looks
    const uneven = [cold!, { ...middle!, enthalpy: middle!.enthalpy + 70 }, hot!]
    expect(rungsBetween(uneven, [200, 300])[1]).toBeLessThan(rungsBetween(looks, [200, 300])[1]!)
  })

  test('are the ends alone where the energy does not grow', () => {
    const flat = looks.map((look) => ({ ...look, enthalpy: 5 }))
    expect(rungsBetween(flat, [200, 300])).toEqual([200, 300])
  })
})

describe('a ladder in water', { timeout: 60_000 }, () => {
  const water = scenarioOf(SHIPPED.get('pure-water')!, [
    { path: 'lattice.cells', value: '6' },
    { path: 'temperature', value: '300 K' },
  ])
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
