import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/evaluate/evaluate.ts'
import { columnSeries } from '../../src/evaluate/series.ts'
import { runReplica } from '../../src/run/replica.ts'
import { estimateSeries } from '../../src/statistics/estimate.ts'
import { insertion } from '../support/insertion.ts'
import { shippedScenario } from '../support/shipped-scenario.ts'

const WORKING_FILLING = 0.539

/** Model water at 298.15 K, at a filling of the lattice, for some sweeps of production. */
function runWater(
  cells: number,
  filling: number,
  production: number,
  settings: Readonly<Record<string, string>> = {},
) {
  const scenario = {
    ...shippedScenario('pure-water', {
      'lattice.cells': String(cells),
      'sampling.equilibration': '2000',
      'sampling.production': String(production),
      ...settings,
    }),
    observables: ['energy', 'densityFluctuation', 'iceOrder'],
  }
  const sites = 2 * cells ** 3
  const counts = { H2O: Math.round(filling * sites) }
  const record = runReplica(
    { scenario, counts, replica: 0 },
    { custom: { observers: [insertion], moves: [] } },
  )
  const { observables, warnings } = evaluate([record], scenario, { sites, counts })
  const estimate = (name: string) => {
    const { value, standardError } = estimateSeries(columnSeries([record], name)!)
    return { value: value!, error: standardError! }
  }
  return { observables, codes: warnings.map(({ code }) => code), estimate }
}

describe('pure water at 298 K is one homogeneous liquid', { timeout: 240_000 }, () => {
  const small = runWater(8, WORKING_FILLING, 20_000)
  const large = runWater(16, WORKING_FILLING, 2500)

  it('S(k_min) does not grow with the box', () => {
    const [a, b] = [
      small.estimate('densityFluctuation:H2O'),
      large.estimate('densityFluctuation:H2O'),
    ]
    expect((b.value - a.value) / Math.hypot(a.error, b.error)).toBeLessThan(4)
    // Phase separation multiplies it by eight between these sizes.
    expect(b.value).toBeLessThan(2 * a.value)
    expect(small.codes).not.toContain('phase-separated')
    expect(large.codes).not.toContain('phase-separated')
  })

  it('the four fcc sublattices hold water alike', () => {
    const shares = [0, 1, 2, 3].map((k) => small.estimate(`sublatticeOccupation:${k}`))
    const mean = shares.reduce((sum, { value }) => sum + value, 0) / 4
    for (const { value, error } of shares) expect(Math.abs(value - mean) / error).toBeLessThan(4)
    // In ice two of them are full and two empty.
    expect(Math.max(...shares.map(({ value }) => Math.abs(value - mean)))).toBeLessThan(0.05)
  })

  it('its chemical potential rises with filling', () => {
    const potentials = [0.5, WORKING_FILLING, 0.58].map((filling) => {
      const { value, error } = runWater(8, filling, 48_000).estimate('insertion:H2O')
      return { value: -Math.log(value), error: error / value }
    })
    for (const [k, next] of potentials.slice(1).entries()) {
      const before = potentials[k]!
      expect((next.value - before.value) / Math.hypot(next.error, before.error)).toBeGreaterThan(4)
    }
  })
})

// Either of the two is enough.
describe('without what keeps waters apart', { timeout: 120_000 }, () => {
  const attractive = {
    'forcefield.shells.water, at most four neighbours.above.coefficient': '0',
    'forcefield.contacts.water at the second distance.enthalpy': '0',
  }

  it('water separates into a dense and a dilute phase, and the run says so', () => {
    const small = runWater(8, WORKING_FILLING, 2000, attractive)
    const large = runWater(12, WORKING_FILLING, 2000, attractive)
    expect(small.codes).toContain('phase-separated')
    expect(large.codes).toContain('phase-separated')
    const [a, b] = [
      small.estimate('densityFluctuation:H2O'),
      large.estimate('densityFluctuation:H2O'),
    ]
    expect(b.value).toBeGreaterThan(2 * a.value)
  })
})
