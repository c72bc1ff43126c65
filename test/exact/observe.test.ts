import { describe, expect, it } from 'vitest'
import { heatCapacity } from '../../src/evaluate/heat-capacity.ts'
import type { CustomObserver } from '../../src/observe/custom-observer.ts'
import type { Observer } from '../../src/observe/observer.ts'
import { createObservers } from '../../src/observe/registry.ts'
import { insertion } from '../support/insertion.ts'
import { SMALL_FORCE_FIELD } from '../support/small-force-field.ts'
import { TinyEnsemble } from '../support/tiny-ensemble.ts'
import { naiveEnergy, naiveSpread } from '../unit/observe/naive-energy.ts'
import { naiveObservables } from '../unit/observe/naive-observables.ts'

/** Hot, so that many states have a share; still within the range of the permittivity's formula. */
const TEMPERATURE = 370
const RIGID = { ...SMALL_FORCE_FIELD, libration: null }

type Means = Record<string, number>

interface Averages {
  /** Observers' values under the program's weights. */
  readonly found: Means
  /** Twins' values under the weights of the twin energy; empty where no observables are named. */
  readonly expected: Means
  /** Sum of the twin's Boltzmann factors. */
  readonly partition: number
}

function enumerate(
  counts: Readonly<Record<string, number>>,
  names: readonly string[],
  custom: readonly CustomObserver[] = [],
): Averages {
  const ensemble = new TinyEnsemble(RIGID, counts, TEMPERATURE)
  const { configuration, hamiltonian, states, probability } = ensemble
  const observers = [
    ...createObservers(names, configuration, hamiltonian),
    ...custom.map(({ create }) => create(configuration, hamiltonian)),
  ]
  const found: Means = {}
  const expected: Means = {}
  let partition = 0
  for (const [index, state] of states.entries()) {
    configuration.fill(state)
    const energy = naiveEnergy(configuration, TEMPERATURE)
    const weight = Math.exp(-energy.reduced)
    partition += weight
    add(found, observed(observers), probability[index]!)
    if (names.length === 0) continue
    const twins = {
      ...naiveObservables(configuration),
      ...naiveSpread(configuration, TEMPERATURE),
    }
    add(expected, { enthalpy: energy.enthalpy, ...twins }, weight)
  }
  for (const name of Object.keys(expected)) expected[name]! /= partition
  return { found, expected, partition }
}

function observed(observers: readonly Observer[]): Means {
  const all: Means = {}
  for (const observer of observers) {
    const out = new Float64Array(observer.columns.length)
    observer.measure(out, 0, 0)
    for (const [k, { name }] of observer.columns.entries()) all[name] = out[k]!
  }
  return all
}

function add(sums: Means, values: Means, weight: number): void {
  for (const [name, value] of Object.entries(values))
    sums[name] = (sums[name] ?? 0) + weight * value
}

describe('exact averages over all states of a box of 16 sites', () => {
  const pair = { 'Zn2+': 1, 'Cl-': 1, H2O: 1 }
  it.each([pair, { 'Zn2+': 1, H2O: 2 }])('%o: every observable', (counts) => {
    const { found, expected } = enumerate(counts, ['default'])
    expect(Object.keys(found).filter((name) => !Number.isFinite(found[name]))).toEqual([])
    // Tetrahedral order is not defined with fewer than five waters.
    expect(Object.keys(found).filter((name) => name.startsWith('tetrahedral'))).toEqual([])
    for (const [name, value] of Object.entries(expected)) {
      // Fixed-point energies are 2^-20 kT off, hence weights by some 1e-6.
      expect(Math.abs(found[name]! - value), name).toBeLessThan(2e-5 * Math.max(1, Math.abs(value)))
    }
    expect(Object.keys(expected).length).toBeGreaterThan(32)
  })

  it('insertion gives the ratio of the partition functions with one water more', () => {
    const one = enumerate({ 'Zn2+': 1, H2O: 1 }, [], [insertion])
    const two = enumerate({ 'Zn2+': 1, H2O: 2 }, [])
    expect(one.found['insertion:H2O']! / (two.partition / one.partition)).toBeCloseTo(1, 4)
  })

  it('the heat capacity is the slope of the mean enthalpy', () => {
    const at = (temperature: number) => {
      const ensemble = new TinyEnsemble(RIGID, pair, temperature)
      const { configuration, hamiltonian, states, probability } = ensemble
      const observers = createObservers(['energy'], configuration, hamiltonian)
      const series = states.map((state) => {
        configuration.fill(state)
        return observed(observers)
      })
      const mean = (value: (row: Means) => number) =>
        series.reduce((sum, row, k) => sum + probability[k]! * value(row), 0)
      const h = mean((row) => row.enthalpy!)
      const deviation = Math.sqrt(mean((row) => (row.enthalpy! - h) ** 2))
      // Two samples at ± one standard deviation have the ensemble's mean and variance.
      const slope = mean((row) => row.enthalpySlope!)
      return { h, c: heatCapacity([h - deviation, h + deviation], [slope, slope], temperature, 1) }
    }
    const step = 0.5
    const difference = (1000 * (at(350 + step).h - at(350 - step).h)) / (2 * step)
    expect(at(350).c / difference).toBeCloseTo(1, 3)
  })
})
