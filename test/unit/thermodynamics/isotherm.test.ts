import { expect, test } from 'vitest'
import { logFactorial } from '../../../src/numeric/log-factorial.ts'
import { stateAtPressure } from '../../../src/thermodynamics/isotherm.ts'

const SITES = 2000

/** An ideal lattice gas: βF = −ln C(sites, n). */
const box = (units: number, standardError = 0) => ({
  units,
  betaF: {
    value: logFactorial(units) + logFactorial(SITES - units) - logFactorial(SITES),
    standardError,
  },
})

test('volume and Gibbs energy of an ideal lattice gas at a pressure', () => {
  const pressure = 0.8
  const filling = 1 - Math.exp(-pressure)
  const middle = Math.round(filling * SITES)
  const state = stateAtPressure(SITES, [box(middle - 40), box(middle), box(middle + 40)], pressure)!
  expect(1 / state.volume.value).toBeCloseTo(filling, 3)
  // βG/n = βμ = ln[filling/(1 − filling)], up to ln N/N
  expect(state.gibbs.value).toBeCloseTo(Math.log(filling / (1 - filling)), 2)
})

test('errors are carried, and the Gibbs energy hardly depends on where it is looked for', () => {
  const boxes = [1040, 1100, 1160].map((units) => box(units, 1))
  const state = stateAtPressure(SITES, boxes, -Math.log(1 - 0.55))!
  expect(state.gibbs.standardError).toBeCloseTo(1 / 1100, 4)
  const shifted = [box(1080), box(1140), box(1200)]
  const other = stateAtPressure(SITES, shifted, -Math.log(1 - 0.55))!
  expect(other.gibbs.value).toBeCloseTo(state.gibbs.value, 3)
})

test('there is no state where free energies do not bend upwards', () => {
  const flat = [900, 1000, 1100].map((units) => ({
    units,
    betaF: { value: -Math.abs(units - 1000) * 5 - units, standardError: 0 },
  }))
  expect(stateAtPressure(SITES, flat, 0)).toBeNull()
})
