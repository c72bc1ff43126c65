import { describe, expect, it } from 'vitest'
import { Chain, createChain } from '../../../src/chain/chain.ts'
import { LatticeGasChain } from '../../../src/chain/lattice-gas-chain.ts'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { Configuration, findDrift } from '../../../src/model/configuration.ts'
import { Hamiltonian } from '../../../src/model/hamiltonian.ts'
import { compileModel } from '../../../src/model/lattice-model.ts'
import { RandomChoices } from '../../../src/numeric/choices.ts'
import { randomStream } from '../../../src/numeric/random-stream.ts'
import { bareLatticeGas } from '../../support/bare-lattice-gas.ts'
import { TOY_FORCE_FIELD } from '../../support/toy-force-field.ts'

/** A half filled lattice gas, the same for every call, and its chain. */
function latticeGas(cells: number) {
  const { configuration, hamiltonian } = bareLatticeGas(cells, 0.5)
  const choices = new RandomChoices(randomStream('lattice gas', 'chain', String(cells)))
  configuration.fill(configuration.state.map((_, site) => (site + (site >> 3)) & 1))
  return { configuration, chain: createChain(configuration, hamiltonian, choices) }
}

describe('the chain of a system', () => {
  it('goes many sites at a time in a bare lattice gas from 16 cells on', () => {
    expect(latticeGas(14).chain).toBeInstanceOf(Chain)
    expect(latticeGas(16).chain).toBeInstanceOf(LatticeGasChain)
  })

  it('is the usual one where molecules have orientations', () => {
    const model = compileModel(TOY_FORCE_FIELD, ['H2O'])
    const configuration = new Configuration(new BccLattice(16), model)
    configuration.fill(configuration.state.map((_, site) => site & 1))
    const choices = new RandomChoices(randomStream('water', 'chain', ''))
    const chain = createChain(configuration, new Hamiltonian(model, 298.15), choices)
    expect(chain).toBeInstanceOf(Chain)
  })
})

describe('a chain of many sites at a time', () => {
  it('is where it is, however often somebody looks', () => {
    const seldom = latticeGas(16)
    const often = latticeGas(16)
    for (let k = 0; k < 12; k++) {
      seldom.chain.sweep(undefined, k % 3 === 0)
      often.chain.sweep(undefined, k % 3 === 0)
      often.chain.update()
    }
    const { state, contacts } = seldom.chain.update()
    expect(state).toEqual(often.configuration.state)
    expect(contacts).toEqual(often.configuration.contacts)
    expect(seldom.chain.counts).toEqual(often.chain.counts)
    expect(findDrift(seldom.configuration)).toBeNull()
  })

  it('goes on from what the configuration was changed to', () => {
    const { configuration, chain } = latticeGas(16)
    chain.sweep()
    chain.update()
    // One molecule can only stay one molecule.
    configuration.fill(configuration.state.map((_, site) => Number(site === 7)))
    chain.sweep()
    expect(chain.update().state.reduce((sum, state) => sum + state, 0)).toBe(1)
    expect(findDrift(configuration)).toBeNull()
  })

  it('counts proposals pair by pair, about as many as there are sites', () => {
    const { chain, configuration } = latticeGas(16)
    for (let k = 0; k < 20; k++) chain.sweep()
    const attempts = Object.values(chain.counts).reduce((sum, count) => sum + count.attempts, 0)
    expect(attempts / 20 / configuration.lattice.sites).toBeCloseTo(1, 0)
    chain.resetCounts()
    expect(Object.values(chain.counts)).toEqual([
      { attempts: 0, accepted: 0 },
      { attempts: 0, accepted: 0 },
    ])
  })
})
