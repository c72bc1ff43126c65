import { describe, expect, it } from 'vitest'
import { configurationalEntropyIdeal } from '../../src/formula/formula-entropy.ts'
import { neutralMixture } from '../support/neutral-mixture.ts'
import { withExtraRuns } from '../support/with-extra-runs.ts'

const SITES = 128

/** Mean and variance of the number of unlike bonds of a random full lattice, exactly; 8 neighbours each. */
function unlikeBonds(a: number, b: number) {
  const n = a + b
  const bonds = 4 * n
  const unlike = (2 * a * b) / (n * (n - 1))
  // Two bonds that share a site: the middle one of three is the odd one out.
  const sharing = (a * b * (b - 1) + b * a * (a - 1)) / (n * (n - 1) * (n - 2))
  const apart = (4 * a * (a - 1) * b * (b - 1)) / (n * (n - 1) * (n - 2) * (n - 3))
  const pairs = bonds * 14
  const square = bonds * unlike + pairs * sharing + (bonds * (bonds - 1) - pairs) * apart
  return { mean: bonds * unlike, variance: square - (bonds * unlike) ** 2 }
}

describe('entropy of mixing', { timeout: 120_000 }, () => {
  it('of what does not interact is exactly the ideal one', () => {
    const counts = { A: 30, B: 50 }
    const short = '{ equilibration: 20, production: 400, measureEvery: 1, replicas: 2 }'
    const { observables } = withExtraRuns(neutralMixture(0, counts, short), counts)
    const { mixingEntropy, mixingEntropyIdeal, mixingEnthalpy, mixingGibbs } = observables
    expect(mixingEntropy!.value).toBeCloseTo(mixingEntropyIdeal!.value!, 12)
    expect(mixingEntropy!.standardError).toBe(0)
    expect(mixingEnthalpy!.value).toBeCloseTo(0, 12)
    const rt = (8.31446261815324 * 298.15) / 1000
    expect(mixingGibbs!.value).toBeCloseTo(-rt * mixingEntropyIdeal!.value!, 12)
    // Vacancies mix with each other, too, in volumes that add up: −Σ x ln x of the particles remains.
    const large = configurationalEntropyIdeal([30, 50])
    expect(Math.abs(mixingEntropyIdeal!.value! - large)).toBeLessThan(0.05)
  })

  it('of a regular solution falls with the square of its interaction', () => {
    const w = 0.06
    const counts = { A: 48, B: 80 }
    const { observables, warnings } = withExtraRuns(neutralMixture(w, counts), counts)
    const { mean, variance } = unlikeBonds(48, 80)
    const ideal = observables.mixingEntropyIdeal!.value!
    const { value, standardError } = observables.mixingEntropy!
    expect(
      Math.abs(value! - (ideal - (w * w * variance) / (2 * SITES))) / standardError!,
    ).toBeLessThan(4)
    // It is not the ideal one, nor that of the first order.
    expect(Math.abs(value! - ideal) / standardError!).toBeGreaterThan(5)
    const rt = (8.31446261815324 * 298.15) / 1000
    const enthalpy = observables.mixingEnthalpy!
    const expected = (rt * (w * mean - w * w * variance)) / SITES
    expect(Math.abs(enthalpy.value! - expected) / enthalpy.standardError!).toBeLessThan(4)
    expect(warnings.map(({ code }) => code)).toContain('mixing-reference')
  })

  it('has no pure salts to compare with', () => {
    const counts = { A: 128 }
    const { observables, warnings } = withExtraRuns(
      neutralMixture(0, counts, '{ equilibration: 1, production: 20, measureEvery: 1 }'),
      counts,
    )
    expect(observables.mixingEntropy!.value).toBeNull()
    expect(warnings.map(({ code }) => code)).toContain('no-reference')
  })
})
