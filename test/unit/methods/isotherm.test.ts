import { expect, test } from 'vitest'
import { stateAtPressure } from '../../../src/methods/isotherm.ts'
import { logFactorial } from '../../../src/numeric/log-factorial.ts'
import { exact } from '../../../src/statistics/uncertain.ts'

const SITES = 20_000

/** An ideal lattice gas: βF = −ln C(sites, n). */
const box = (units: number, standardError = 0) => ({
  units,
  betaF: {
    value: logFactorial(units) + logFactorial(SITES - units) - logFactorial(SITES),
    standardError,
    settled: true,
  },
})

test('volume and Gibbs energy of an ideal lattice gas at a pressure', () => {
  const pressure = 0.8
  const filling = 1 - Math.exp(-pressure)
  const middle = Math.round(filling * SITES)
  const state = stateAtPressure(
    SITES,
    [box(middle - 400), box(middle), box(middle + 400)],
    pressure,
  )!
  expect(1 / state.volume.value).toBeCloseTo(filling, 3)
  // βG/n = βμ = ln[filling/(1 − filling)], up to ln N/N
  expect(state.gibbs.value).toBeCloseTo(Math.log(filling / (1 - filling)), 2)
})

test('errors are carried, and the Gibbs energy hardly depends on where it is looked for', () => {
  const boxes = [10_400, 11_000, 11_600].map((units) => box(units, 1))
  const state = stateAtPressure(SITES, boxes, -Math.log(1 - 0.55))!
  expect(state.gibbs.standardError).toBeCloseTo(1 / 11_000, 6)
  const shifted = [box(10_800), box(11_400), box(12_000)]
  const other = stateAtPressure(SITES, shifted, -Math.log(1 - 0.55))!
  expect(other.gibbs.value).toBeCloseTo(state.gibbs.value, 3)
})

test('a state is as settled as its boxes', () => {
  const boxes = [10_400, 11_000, 11_600].map((units) => box(units))
  const unsettled = { ...boxes[1]!, betaF: { ...boxes[1]!.betaF, settled: false } }
  const all = stateAtPressure(SITES, boxes, 0.8)!
  expect([all.gibbs.settled, all.volume.settled]).toEqual([true, true])
  const some = stateAtPressure(SITES, [boxes[0]!, unsettled, boxes[2]!], 0.8)!
  expect([some.gibbs.settled, some.volume.settled]).toEqual([false, false])
})

test('there is no state where free energies do not bend upwards', () => {
  const flat = [9000, 10_000, 11_000].map((units) => ({
    units,
    betaF: exact(-Math.abs(units - 10_000) * 5 - units),
  }))
  expect(stateAtPressure(SITES, flat, 0)).toBeNull()
})
