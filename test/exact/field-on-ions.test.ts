import { describe, expect, it } from 'vitest'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { Configuration } from '../../src/model/configuration.ts'
import { ENERGY_UNIT, Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel } from '../../src/model/lattice-model.ts'
import { Exchange } from '../../src/moves/exchange.ts'
import type { Move } from '../../src/moves/move.ts'
import { Regrowth } from '../../src/moves/regrowth.ts'
import { Relocation } from '../../src/moves/relocation.ts'
import { SiteWeight } from '../../src/moves/site-weight.ts'
import { Solutes } from '../../src/moves/solutes.ts'
import { Swap } from '../../src/moves/swap.ts'
import { SwapEnergy } from '../../src/moves/swap-energy.ts'
import { EnumeratedChoices } from '../support/enumerated-choices.ts'
import { TOY_FORCE_FIELD } from '../support/toy-force-field.ts'

const KELVIN = 298.15
const EXACT = 1e-12
const MOBILE_SOLVENT = 1

describe('a field that ions feel and molecules do not', () => {
  const lattice = new BccLattice(2)
  const model = compileModel(TOY_FORCE_FIELD, ['rod', 'Zn2+', 'Cl-'])
  const field = Int32Array.from({ length: lattice.sites }, (_, site) =>
    Math.round((0.3 * (site % 5)) / ENERGY_UNIT),
  )
  const start = new Uint8Array(lattice.sites)
  start.set([4, 1, 0, 2, 0, 1, 3, 0, 0, 2, 1], 0)

  /** The largest violation of detailed balance with e^(−βH − field on ions), among all states that moves lead to. */
  function imbalance(fieldOn: 'particles' | 'ions'): number {
    const configuration = new Configuration(lattice, model)
    const hamiltonian = new Hamiltonian(model, KELVIN, { field, fieldOn })
    const choices = new EnumeratedChoices()
    const site = new SiteWeight(configuration, hamiltonian)
    const energy = new SwapEnergy(configuration, hamiltonian)
    configuration.fill(start)
    const weight = (state: Uint8Array) => {
      configuration.fill(state)
      const onIons = field.reduce((sum, kT, at) => {
        return model.charges[configuration.speciesAt(at)] === 0 ? sum : sum + kT
      }, 0)
      return Math.exp(-hamiltonian.reducedEnergy(configuration) - onIons * ENERGY_UNIT)
    }
    const solutes = new Solutes(configuration, MOBILE_SOLVENT)
    const moves: Move[] = [
      new Exchange(configuration, choices, site, energy, MOBILE_SOLVENT, 'near'),
      new Swap(configuration, choices, site, energy, solutes, 'near'),
      new Swap(configuration, choices, site, energy, solutes, 'far'),
      new Regrowth(configuration, choices, site, energy, solutes, 'near'),
      new Relocation(configuration, hamiltonian, choices, site, energy, solutes, MOBILE_SOLVENT),
    ]
    const sitesOfSolutes = (state: Uint8Array) =>
      [...state.keys()].filter((at) => solutes.isSolute(model.states.species[state[at]!]!))
    const row = (move: Move, from: Uint8Array) => {
      const reached = new Map<string, number>()
      choices.enumerate(
        () => {
          configuration.fill(from)
          solutes.sites.set(sitesOfSolutes(from))
          move.prepare?.()
          move.attempt()
        },
        (probability) => {
          const key = configuration.state.join()
          reached.set(key, (reached.get(key) ?? 0) + probability)
        },
      )
      return reached
    }
    let largest = 0
    for (const move of moves) {
      const forward = row(move, start)
      expect(forward.size).toBeGreaterThan(2)
      for (const [key, probability] of [...forward].filter((_, index) => index % 9 === 0)) {
        const other = Uint8Array.from(key.split(','), Number)
        const there = weight(start) * probability
        const back = weight(other) * (row(move, other).get(start.join()) ?? 0)
        largest = Math.max(largest, Math.abs(there - back) / there)
      }
    }
    return largest
  }

  it('is in detailed balance', () => {
    expect(imbalance('ions')).toBeLessThan(EXACT)
  })

  it('which one that all particles feel is not', () => {
    expect(imbalance('particles')).toBeGreaterThan(0.01)
  })
})
