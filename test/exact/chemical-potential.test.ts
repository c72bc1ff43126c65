import { describe, expect, it } from 'vitest'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { Configuration } from '../../src/model/configuration.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel, speciesIndex } from '../../src/model/lattice-model.ts'
import { RandomChoices } from '../../src/numeric/choices.ts'
import { randomStream } from '../../src/numeric/random-stream.ts'
import { InsertionObserver } from '../../src/observe/insertion.ts'
import { estimateSeries } from '../../src/statistics/estimate.ts'
import { reducedChemicalPotential } from '../../src/thermodynamics/insertion.ts'
import { reservoirPotential } from '../../src/thermodynamics/reservoir-potential.ts'
import { ExactAverages } from '../support/exact-averages.ts'
import { sampleChain } from '../support/sample-chain.ts'
import { shippedScenario } from '../support/shipped-scenario.ts'
import { TOY_FORCE_FIELD } from '../support/toy-force-field.ts'

const TEMPERATURE = 298.15

describe('chemical potential of water', { timeout: 120_000 }, () => {
  const [one, two] = [1, 2].map(
    (waters) => new ExactAverages(TOY_FORCE_FIELD, { 'Zn2+': 1, H2O: waters }),
  ) as [ExactAverages, ExactAverages]
  const exact = two.at(TEMPERATURE).betaF - one.at(TEMPERATURE).betaF
  const { model, lattice } = one.ensemble.configuration
  const hamiltonian = new Hamiltonian(model, TEMPERATURE)
  const box = () => {
    const configuration = new Configuration(lattice, model)
    configuration.fill(one.ensemble.states[0]!)
    return configuration
  }

  it('by insertion in all orientations is that of enumeration', () => {
    const configuration = box()
    const observer = new InsertionObserver(configuration, hamiltonian)
    const out = new Float64Array(1)
    const [series] = sampleChain(configuration, hamiltonian, 'insertion', 20_000, [
      () => {
        observer.measure(out, 0)
        return out[0]!
      },
    ])
    const { value, standardError } = estimateSeries([series!])
    const error = standardError! / value!
    expect(Math.abs(reducedChemicalPotential(value!)! - exact) / error).toBeLessThan(4)
    expect(error).toBeLessThan(0.02)
  })

  it('by a reservoir that gives and takes one water is the same', () => {
    const configuration = box()
    const choices = new RandomChoices(randomStream('reservoir', 'chain'))
    const species = speciesIndex(model, 'H2O')
    const options = { species, sweeps: 20_000 }
    const { value, standardError } = reservoirPotential(
      configuration,
      hamiltonian,
      choices,
      options,
    )
    expect(Math.abs(value - exact) / standardError).toBeLessThan(4)
    expect(standardError).toBeLessThan(0.05)
    // The cohesion that the reservoir does not see is no small part.
    const cohesion = hamiltonian.reducedCohesion(Float64Array.from([13, 2, 1]))
    expect(Math.abs(cohesion) / standardError).toBeGreaterThan(5)
  })

  it('is one by both in model water', () => {
    const scenario = shippedScenario('pure-water', { 'lattice.cells': '4', temperature: '600 K' })
    const water = compileModel(scenario.forceField, ['H2O'])
    const hot = new Hamiltonian(water, 600)
    const filled = () => {
      const configuration = new Configuration(new BccLattice(4), water)
      configuration.fill(Uint8Array.from({ length: 128 }, (_, site) => (site % 2 === 0 ? 1 : 0)))
      return configuration
    }
    const box = filled()
    const observer = new InsertionObserver(box, hot)
    const out = new Float64Array(1)
    const [series] = sampleChain(box, hot, 'hot insertion', 5000, [
      () => {
        observer.measure(out, 0)
        return out[0]!
      },
    ])
    const inserted = estimateSeries([series!])
    const choices = new RandomChoices(randomStream('hot reservoir', 'chain'))
    const given = reservoirPotential(filled(), hot, choices, { species: 1, sweeps: 5000 })
    const error = Math.hypot(inserted.standardError! / inserted.value!, given.standardError)
    const potential = reducedChemicalPotential(inserted.value!)!
    expect(Math.abs(potential - given.value) / error).toBeLessThan(4)
    expect(error).toBeLessThan(0.05)
  })
})
