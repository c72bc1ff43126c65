import { describe, expect, it } from 'vitest'
import { prepare } from '../../../src/cli/prepare.ts'
import { osmoticRuns } from '../../../src/methods/osmotic.ts'

const runsOf = async (name: string, ...settings: { path: string; value: string }[]) => {
  const { scenario, system } = await prepare(name, settings)
  const subject = { scenario, counts: system.counts }
  return { ...subject, runs: osmoticRuns(subject) }
}

describe('runs for an osmotic coefficient', () => {
  it('hold whole formula units, fewer and more than the composition takes', async () => {
    const { counts, runs } = await runsOf('two-salts')
    const shares = runs!.map((run) => {
      const { H2O, 'Zn2+': zinc, ...anions } = run.counts
      expect(Object.values(anions).reduce((sum, n) => sum + n, 0)).toBe(2 * zinc!)
      expect(run.perturbation!.ionsHeld).toBe(true)
      expect(run.scenario.cells).toBe(16)
      return zinc! / counts['Zn2+']!
    })
    expect(shares[1]! / shares[0]!).toBeGreaterThan(1.15 / 0.85 - 0.05)
    expect(shares[1]! / shares[0]!).toBeLessThan(1.15 / 0.85 + 0.05)
  })

  it('are none without salts, without a density of water, or without room for it', async () => {
    expect((await runsOf('pure-water')).runs).toBeNull()
    const { scenario, counts } = await runsOf('zncl2-2m')
    const species = scenario.forceField.species.map((one) => ({ ...one, molarMass: null }))
    const massless = { ...scenario, forceField: { ...scenario.forceField, species } }
    expect(osmoticRuns({ scenario: massless, counts })).toBeNull()
    expect(osmoticRuns({ scenario, counts: { ...counts, H2O: 10 } })).toBeNull()
  })
})
