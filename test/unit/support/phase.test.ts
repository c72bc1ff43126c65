import { describe, expect, it } from 'vitest'
import { exact as sure } from '../../../src/statistics/uncertain.ts'
import { phaseOf, pressuresByGibbsDuhem } from '../../support/phase.ts'

/** An ideal lattice gas: βμ = ln ρ/(1 − ρ), βpv = −ln(1 − ρ). */
const betaMu = (filling: number) => Math.log(filling / (1 - filling))
const exact = (filling: number) => -Math.log(1 - filling)

function logBinomial(n: number, k: number): number {
  let sum = 0
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i)
  return sum
}

describe('equation of state', () => {
  it('of a finite box without interaction is that of an endless lattice, with its fluctuations', () => {
    const [sites, particles] = [432, 240]
    const filling = particles / sites
    const betaF = sure(-logBinomial(sites, particles))
    const slope = 1 / (sites * filling * (1 - filling))
    const { pressure } = phaseOf(sites, particles, betaF, sure(betaMu(filling)), slope)
    expect(pressure.value).toBeCloseTo(exact(filling), 5)
    const without = phaseOf(sites, particles, betaF, sure(betaMu(filling)), null)
    expect(Math.abs(without.pressure.value - exact(filling))).toBeGreaterThan(5e-3)
  })

  it('by Gibbs and Duhem follows from the chemical potentials', () => {
    const fillings = Array.from({ length: 41 }, (_, k) => 0.3 + 0.01 * k)
    const measured = fillings.map((filling) => {
      return { value: betaMu(filling), standardError: 0.01, settled: true }
    })
    const pressures = pressuresByGibbsDuhem(fillings, measured, exact(0.3))
    for (const [k, { value }] of pressures.entries()) {
      expect(value).toBeCloseTo(exact(fillings[k]!), 3)
    }
    expect(pressures[0]!.standardError).toBe(0)
    expect(pressures.at(-1)!.standardError).toBeGreaterThan(0.005)
  })
})
