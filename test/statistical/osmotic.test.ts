import { describe, expect, it } from 'vitest'
import { prepare } from '../../src/cli/prepare.ts'
import { osmoticResult } from '../../src/methods/osmotic.ts'
import { osmoticRuns } from '../../src/methods/osmotic-runs.ts'
import { runReplica } from '../../src/run/replica.ts'

describe('osmotic coefficient of spheres without energy', async () => {
  const { scenario, system } = await prepare('zncl2-2m', [
    { path: 'forcefield', value: '"null"' },
    { path: 'composition.salts', value: '{ ZnCl2: 8 mol/kg }' },
    { path: 'lattice.cells', value: '8' },
    { path: 'sampling.equilibration', value: '200' },
    { path: 'sampling.production', value: '1000' },
    { path: 'sampling.measureEvery', value: '5' },
  ])
  const extras = osmoticRuns(scenario, system.counts).map(({ name, ...task }) => ({
    name,
    record: runReplica({ ...task, replica: 0 }),
  }))
  const { H2O, ...ions } = system.counts
  const ratio = Object.values(ions).reduce((sum, count) => sum + count, 0) / H2O!
  const { coefficient, filling } = osmoticResult(scenario, extras, ratio)!
  // Water is as likely to fill a site that is free of ions as outside, and βΠv = −ln(1 − x) where ions take x of all.
  const odds = ratio * filling.value
  const exact = Math.log1p(odds) / odds

  it('is that of hard cores', () => {
    expect(coefficient.equilibrated).toBe(true)
    expect(coefficient.standardError).toBeLessThan(0.012)
    expect(Math.abs(coefficient.value - exact)).toBeLessThan(3.5 * coefficient.standardError)
  })

  it('and not that of an ideal solution, nor of one with more ions per water', () => {
    expect(exact).toBeLessThan(0.93)
    expect(1 - coefficient.value).toBeGreaterThan(4 * coefficient.standardError)
    const other = osmoticResult(scenario, extras, 2.5 * ratio)!.coefficient
    expect(Math.abs(other.value - exact)).toBeGreaterThan(0.03)
  })

  it('has no value without its runs', () => {
    expect(osmoticResult(scenario, extras.slice(1), ratio)).toBeNull()
  })
})
