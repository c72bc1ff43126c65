import { describe, expect, test } from 'vitest'
import { exchanges } from '../../src/chain/temperature-exchange.ts'
import type { EnergyCounts } from '../../src/model/energy-counts.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { Ladder } from '../../src/run/ladder.ts'
import type { ReplicaTask } from '../../src/run/replica-task.ts'
import { estimateSeries } from '../../src/statistics/estimate.ts'
import { EnumeratedChoices } from '../support/enumerated-choices.ts'
import { ExactAverages } from '../support/exact-averages.ts'
import { TinyEnsemble } from '../support/tiny-ensemble.ts'
import { TWO_WAY_WATER } from '../support/two-way-water.ts'

const [COLD, WARM] = [260, 340]

describe('an exchange between two temperatures', () => {
  const counts = { 'Zn2+': 1, H2O: 2 }
  const [cold, warm] = [COLD, WARM].map((t) => new TinyEnsemble(TWO_WAY_WATER, counts, t)) as [
    TinyEnsemble,
    TinyEnsemble,
  ]
  const { model } = cold.configuration
  const energies = [new Hamiltonian(model, COLD), new Hamiltonian(model, WARM)] as const
  const kept = cold.states.map((state): EnergyCounts => {
    cold.configuration.fill(state)
    const { contacts, slots, population, twiceCoulomb } = cold.configuration
    return structuredClone({ contacts, slots, population, twiceCoulomb })
  })
  const choices = new EnumeratedChoices()

  /** Largest |π(x, y)P(x, y → y, x) − π(y, x)P(y, x → x, y)| over the joint states, of the product of both. */
  const imbalance = (decide: typeof exchanges) => {
    const chance = (x: number, y: number) => {
      let total = 0
      let accepted = false
      choices.enumerate(
        () => {
          accepted = decide(choices, energies, [kept[x]!, kept[y]!])
        },
        (probability) => {
          if (accepted) total += probability
        },
      )
      return total
    }
    let largest = 0
    for (let x = 0; x < kept.length; x++) {
      for (let y = x + 1; y < kept.length; y++) {
        const there = cold.probability[x]! * warm.probability[y]! * chance(x, y)
        const back = cold.probability[y]! * warm.probability[x]! * chance(y, x)
        largest = Math.max(largest, Math.abs(there - back))
      }
    }
    return largest
  }

  test('leaves the product of both Boltzmann distributions in detailed balance', () => {
    expect(imbalance(exchanges)).toBeLessThan(1e-15)
  })

  test('but not with one free energy of contacts for both temperatures, or with the wrong sign', () => {
    const gainOf =
      (u: (at: Hamiltonian, counts: EnergyCounts) => number): typeof exchanges =>
      (drawn, [i, j], [x, y]) =>
        drawn.accept(Math.exp(Math.min(0, u(i, x) + u(j, y) - u(i, y) - u(j, x))), 1)
    const energy = gainOf((at, given) => at.reducedEnergy(given))
    const fixed = gainOf((at, given) => (energies[0].reducedEnergy(given) * COLD) / at.temperature)
    const inverted = gainOf((at, given) => -at.reducedEnergy(given))
    expect(imbalance(energy)).toBeLessThan(1e-15)
    expect(imbalance(fixed)).toBeGreaterThan(1e-7)
    expect(imbalance(inverted)).toBeGreaterThan(1e-7)
  })
})

describe('a ladder as it runs', { timeout: 120_000 }, () => {
  const counts = { 'Zn2+': 1, H2O: 5 }
  const temperatures = [COLD, 300, WARM]
  const exact = new ExactAverages(TWO_WAY_WATER, counts)
  const task: ReplicaTask = {
    ...{ counts, replica: 0 },
    scenario: {
      ...{ title: 'tiny', forceField: TWO_WAY_WATER, temperature: 300, cells: 2, seed: 'ladder' },
      composition: { kind: 'counts', counts: { H2O: 5 } },
      density: { kind: 'auto' },
      observables: ['energy'],
      sampling: {
        ...{ equilibration: 200, production: 30_000, measureEvery: 3, replicas: 1 },
        ladder: temperatures,
      },
    },
  }
  const ladder = new Ladder(task, temperatures)
  while (!ladder.isDone) ladder.sweep()
  const record = ladder.record()
  const [low, high] = record.ladder!.others
  const rungs = [low!, record, high!]
  const { exchanges: counted, roundTrips } = record.ladder!.state

  /** How many standard errors a rung's ⟨Σh⟩ is from the exact one at a temperature. */
  const deviation = (rung: number, temperature: number) => {
    const { columns, series } = rungs[rung]!
    const at = columns.findIndex(({ name }) => name === 'enthalpy')
    const values = series.filter((_, k) => k % columns.length === at)
    const { value, standardError } = estimateSeries([values])
    return Math.abs(value! - exact.at(temperature).enthalpy) / standardError!
  }

  test('has the exact mean at every temperature', () => {
    for (const [rung, temperature] of temperatures.entries()) {
      expect(deviation(rung, temperature)).toBeLessThan(4)
    }
  })

  test('which is not that of a neighbour', () => {
    expect(deviation(0, 300)).toBeGreaterThan(5)
    expect(deviation(1, 260)).toBeGreaterThan(5)
    expect(deviation(2, 300)).toBeGreaterThan(5)
  })

  test('exchanges neighbours in turn, and goes up and down', () => {
    // 10 000 turns of production, half of them for either pair.
    expect(counted.map(({ attempts }) => attempts)).toEqual([5000, 5000])
    for (const { accepted } of counted) {
      expect(accepted).toBeGreaterThan(500)
      expect(accepted).toBeLessThan(5000)
    }
    expect(roundTrips).toBeGreaterThan(100)
  })
})
