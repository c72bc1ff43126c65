import { beforeAll, describe, expect, it } from 'vitest'
import { Chain } from '../../src/chain/chain.ts'
import { RandomChoices } from '../../src/numeric/choices.ts'
import { randomStream } from '../../src/numeric/random-stream.ts'
import { createObservers } from '../../src/observe/registry.ts'
import { estimateSeries } from '../../src/statistics/estimate.ts'
import { TinyEnsemble } from '../support/tiny-ensemble.ts'
import { TOY_FORCE_FIELD } from '../support/toy-force-field.ts'
import { TWO_WAY_WATER } from '../support/two-way-water.ts'

const TEMPERATURE = 298.15
const R = 8.31446261815324e-3

/** Systems whose states can all be listed, up to translation: 5040 and 96 096 of them. */
const systems = [
  {
    name: 'water + cation + oriented anion',
    forceField: TOY_FORCE_FIELD,
    counts: { 'Zn2+': 1, 'SO42-': 1, H2O: 1 },
    observables: ['energy', 'coordination', 'freeWater'],
  },
  {
    name: 'five waters + cation',
    forceField: TWO_WAY_WATER,
    counts: { 'Zn2+': 1, H2O: 5 },
    observables: ['energy', 'hydrogenBonds', 'tetrahedral', 'coordination', 'freeWater'],
  },
]

const SWEEPS = 3 * 60_000

describe.each(systems)('sampling agrees with enumeration: $name', (system) => {
  const { forceField, counts, observables } = system
  const ensemble = new TinyEnsemble(forceField, counts, TEMPERATURE)
  const { configuration, hamiltonian, probability, states } = ensemble
  const observers = createObservers(observables, configuration, hamiltonian)
  const columns = observers.flatMap((observer) => observer.columns)
  const observe = (out: Float64Array) => {
    let offset = 0
    for (const observer of observers) {
      observer.measure(out, offset, 0)
      offset += observer.columns.length
    }
  }

  const series = columns.map(() => new Float64Array(SWEEPS))
  const contactFreeEnergy = new Float64Array(SWEEPS)
  const exact = columns.map(() => 0)
  const enthalpy = columns.findIndex(({ name }) => name === 'enthalpy')
  const slope = columns.findIndex(({ name }) => name === 'enthalpySlope')
  let exactHeatCapacity = 0

  beforeAll(() => {
    const row = new Float64Array(columns.length)
    let square = 0
    states.forEach((state, index) => {
      configuration.fill(state)
      observe(row)
      row.forEach((value, column) => {
        exact[column]! += probability[index]! * value
      })
      square += probability[index]! * row[enthalpy]! ** 2
    })
    exactHeatCapacity = (square - exact[enthalpy]! ** 2) / (R * TEMPERATURE ** 2) + exact[slope]!

    const choices = new RandomChoices(randomStream('enumeration', 'chain'))
    const chain = new Chain(configuration, hamiltonian, choices)
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      chain.sweep()
      observe(row)
      row.forEach((value, column) => {
        series[column]![sweep] = value
      })
      contactFreeEnergy[sweep] = hamiltonian.reducedEnergy(configuration) * R * TEMPERATURE
    }
  })

  it('in the mean of every observable', () => {
    let compared = 0
    columns.forEach((column, index) => {
      const { value, standardError } = estimateSeries([series[index]!])
      if (standardError === 0) expect(value).toBeCloseTo(exact[index]!, 12)
      else {
        expect(Math.abs(value! - exact[index]!) / standardError!, column.name).toBeLessThan(4)
        compared += 1
      }
    })
    expect(compared).toBeGreaterThan(8)
  })

  const heatCapacity = (energies: Float64Array) => {
    const mean = energies.reduce((sum, energy) => sum + energy, 0) / SWEEPS
    const squares = energies.map((energy) => (energy - mean) ** 2)
    const { value, standardError } = estimateSeries([squares])
    const factor = 1 / (R * TEMPERATURE ** 2)
    return { value: factor * value! + exact[slope]!, standardError: factor * standardError! }
  }

  it('in the heat capacity, from the fluctuation of enthalpies', () => {
    const { value, standardError } = heatCapacity(series[enthalpy]!)
    expect(Math.abs(value - exactHeatCapacity) / standardError).toBeLessThan(4)
    expect(standardError / exactHeatCapacity).toBeLessThan(0.05)
  })

  it('but not from the fluctuation of contact free energies', () => {
    const { value, standardError } = heatCapacity(contactFreeEnergy)
    expect(Math.abs(value - exactHeatCapacity) / standardError).toBeGreaterThan(8)
  })

  it('where the exact heat capacity is the slope of the exact enthalpy', () => {
    const mean = (temperature: number) => {
      const warm = new TinyEnsemble(forceField, counts, temperature)
      return warm.states.reduce((sum, state, index) => {
        warm.configuration.fill(state)
        return sum + warm.probability[index]! * warm.hamiltonian.enthalpy(warm.configuration)
      }, 0)
    }
    const step = 0.5
    const difference = (mean(TEMPERATURE + step) - mean(TEMPERATURE - step)) / (2 * step)
    // Free energies are rounded to 10⁻⁶ kT, which a step of 1 K magnifies.
    expect(Math.abs(difference / exactHeatCapacity - 1)).toBeLessThan(1e-3)
  })
})
