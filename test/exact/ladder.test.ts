import { describe, expect, test } from 'vitest'
import { exchanges } from '../../src/chain/temperature-exchange.ts'
import type { EnergyCounts } from '../../src/model/energy-counts.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { EnumeratedChoices } from '../support/enumerated-choices.ts'
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
