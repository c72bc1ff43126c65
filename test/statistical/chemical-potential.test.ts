import { describe, expect, it } from 'vitest'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { couplingPath, integrateCoupling } from '../../src/methods/coupling.ts'
import { logCountOfStates } from '../../src/methods/free-energy.ts'
import { sitesOf } from '../../src/methods/method.ts'
import { Configuration } from '../../src/model/configuration.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel, speciesIndex } from '../../src/model/lattice-model.ts'
import { RandomChoices } from '../../src/numeric/choices.ts'
import { randomStream } from '../../src/numeric/random-stream.ts'
import { fillInitially } from '../../src/run/initial-state.ts'
import { estimateSeries } from '../../src/statistics/estimate.ts'
import { uncertain } from '../../src/statistics/uncertain.ts'
import { ExactAverages } from '../support/exact-averages.ts'
import { InsertionObserver, reducedChemicalPotential } from '../support/insertion.ts'
import { reservoirPotential } from '../support/reservoir-potential.ts'
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
})

describe('model water at 25 °C', { timeout: 120_000 }, () => {
  // In 4³ cells it is now liquid, now a crystal.
  const scenario = shippedScenario('pure-water', { 'lattice.cells': '6' })
  const lattice = new BccLattice(scenario.cells)
  const model = compileModel(scenario.forceField, ['H2O'])
  const hamiltonian = new Hamiltonian(model, TEMPERATURE)
  const sites = sitesOf(scenario)
  const SWEEPS = 24_000

  const filled = (waters: number) => {
    const configuration = new Configuration(lattice, model)
    const choices = new RandomChoices(randomStream(`${waters}`, 'initial-state'))
    fillInitially(configuration, { H2O: waters }, 'random', choices)
    return configuration
  }
  const byReservoir = (waters: number) => {
    const choices = new RandomChoices(randomStream(`reservoir ${waters}`, 'chain'))
    const options = { species: 1, sweeps: SWEEPS }
    return reservoirPotential(filled(waters), hamiltonian, choices, options)
  }
  const numbers = [222, 233, 244]
  const potentials = numbers.map(byReservoir)

  it('has one chemical potential by insertion and by the reservoir', () => {
    const box = filled(numbers[1]!)
    const observer = new InsertionObserver(box, hamiltonian)
    const out = new Float64Array(1)
    const [series] = sampleChain(box, hamiltonian, 'insertion', SWEEPS, [
      () => {
        observer.measure(out, 0)
        return out[0]!
      },
    ])
    const inserted = estimateSeries([series!])
    const given = potentials[1]!
    const error = Math.hypot(inserted.standardError! / inserted.value!, given.standardError)
    const difference = reducedChemicalPotential(inserted.value!)! - given.value
    expect(Math.abs(difference) / error).toBeLessThan(4)
    expect(error).toBeLessThan(0.15)
    // Not counting its orientations it would be another one.
    expect(Math.abs(difference + Math.log(model.states.orientations[1]!)) / error).toBeGreaterThan(
      5,
    )
  })

  it('which adds up to what 23 waters more cost, as Gibbs and Duhem have it', () => {
    const [fewest, most] = [222, 245].map((waters) => {
      const means = couplingPath(10).map(({ coupling }) => {
        const box = filled(waters)
        const part = new Hamiltonian(model, TEMPERATURE, { coupling })
        const [series] = sampleChain(box, part, `λ ${waters} ${coupling}`, 4000, [
          () => hamiltonian.reducedEnergy(box),
        ])
        return uncertain(estimateSeries([series!]))!
      })
      const integral = integrateCoupling(means)
      const logStates = logCountOfStates(model, [sites - waters, waters])
      return { ...integral, value: integral.value - logStates }
    })
    const rise = most!.value - fewest!.value
    // Σ over n = −11 … 11 of the parabola through the three: Σ n² is 4/11 of 23 · 11².
    const weights = [2 / 11, 7 / 11, 2 / 11].map((share) => 23 * share)
    const error = Math.hypot(
      fewest!.standardError,
      most!.standardError,
      ...potentials.map(({ standardError }, k) => weights[k]! * standardError),
    )
    const sum = (of: (k: number) => number) => weights.reduce((all, w, k) => all + w * of(k), 0)
    const added = sum((k) => potentials[k]!.value)
    expect(Math.abs(added - rise) / error).toBeLessThan(4)
    expect(error).toBeLessThan(3)
    // Without the background cohesion they are dearer than that.
    const bare = sum((k) => {
      const population = [sites - numbers[k]!, numbers[k]!]
      const grown = [population[0]! - 1, population[1]! + 1]
      const [own, after] = [population, grown].map((one) =>
        hamiltonian.reducedCohesion(Float64Array.from(one)),
      )
      return potentials[k]!.value - (after! - own!)
    })
    expect(Math.abs(bare - rise) / error).toBeGreaterThan(5)
  })
})
