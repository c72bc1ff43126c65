import { describe, expect, it } from 'vitest'
import { couplingPath } from '../../src/methods/coupling.ts'
import { boxEnergies, logCountOfStates } from '../../src/methods/free-energy.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { RandomChoices } from '../../src/numeric/choices.ts'
import { randomStream } from '../../src/numeric/random-stream.ts'
import { estimateSeries } from '../../src/statistics/estimate.ts'
import { jackknife } from '../../src/statistics/jackknife.ts'
import { type Uncertain, uncertain } from '../../src/statistics/uncertain.ts'
import { ExactAverages } from '../support/exact-averages.ts'
import { flatHistogram } from '../support/flat-histogram.ts'
import { mbar } from '../support/mbar.ts'
import { sampleChain } from '../support/sample-chain.ts'
import { shippedScenario } from '../support/shipped-scenario.ts'
import { resultWith } from '../support/synthetic-result.ts'
import { TOY_FORCE_FIELD } from '../support/toy-force-field.ts'
import { TWO_WAY_WATER } from '../support/two-way-water.ts'
import { withExtraRuns } from '../support/with-extra-runs.ts'

const TEMPERATURES = [273.15, 298.15, 330] as const
const NODES = 8
const SWEEPS = 12_000

const deviation = (
  { value, standardError }: Pick<Uncertain, 'value' | 'standardError'>,
  exact: number,
) => Math.abs(value - exact) / standardError

function measured(series: Float64Array): Uncertain {
  return uncertain(estimateSeries([series]))!
}

/** The box of an enumeration. */
const smallest = shippedScenario('pure-water', { 'lattice.cells': '2' })

const systems = [
  {
    name: 'water + cation + oriented anion',
    forceField: TOY_FORCE_FIELD,
    counts: { 'Zn2+': 1, 'SO42-': 1, H2O: 1 },
  },
  { name: 'five waters + cation', forceField: TWO_WAY_WATER, counts: { 'Zn2+': 1, H2O: 5 } },
]

describe.each(systems)('free energy: $name', { timeout: 120_000 }, ({ forceField, counts }) => {
  const exact = new ExactAverages(forceField, counts)
  const { configuration, states } = exact.ensemble
  const { model } = configuration
  const hamiltonians = TEMPERATURES.map((temperature) => new Hamiltonian(model, temperature))
  const at = TEMPERATURES.map((temperature) => exact.at(temperature))

  /** By chains at the couplings of the path, each at `energy` of the scenario's own. */
  const integrated = (k: number, energy = (h: Hamiltonian) => h.reducedEnergy(configuration)) => {
    configuration.fill(states[0]!)
    const whole = hamiltonians[k]!
    const scenario = { ...smallest, forceField, temperature: whole.temperature }
    const path = couplingPath(NODES).map(({ coupling }) => {
      const part = new Hamiltonian(model, whole.temperature, { coupling })
      const [series] = sampleChain(configuration, part, `λ ${k} ${coupling}`, SWEEPS, [
        () => energy(whole),
      ])
      const perturbation = { coupling, wall: null }
      return resultWith({ scenario, counts, perturbation }, { reducedEnergy: series! })
    })
    const [enthalpy, reducedEnergy] = sampleChain(configuration, whole, `λ = 1 ${k}`, SWEEPS, [
      () => whole.enthalpy(configuration),
      () => whole.reducedEnergy(configuration),
    ]) as [Float64Array, Float64Array]
    const result = resultWith({ scenario, counts }, { enthalpy, reducedEnergy })
    return boxEnergies({ whole: result, path })!
  }
  const found = TEMPERATURES.map((_, k) => integrated(k))

  it('knows the number of states', () => {
    expect(logCountOfStates(model, configuration.population)).toBeCloseTo(exact.logStates, 10)
  })

  it('by integration over the coupling is that of enumeration, and so is the entropy', () => {
    for (const [k, { betaF, entropy }] of found.entries()) {
      expect(deviation(betaF, at[k]!.betaF)).toBeLessThan(4)
      expect(deviation(entropy, at[k]!.entropy)).toBeLessThan(4)
      expect(betaF.standardError).toBeLessThan(0.02)
    }
  })

  it('but not with enthalpies in the place of contact free energies', () => {
    const beta = 1 / (8.31446261815324e-3 * TEMPERATURES[1])
    const { betaF } = integrated(1, (whole) => beta * whole.enthalpy(configuration))
    expect(deviation(betaF, at[1]!.betaF)).toBeGreaterThan(5)
  })

  it('nor is the entropy with contact free energies in the place of enthalpies', () => {
    const [series] = sampleChain(configuration, hamiltonians[1]!, 'λ = 1 reduced', SWEEPS, [
      () => hamiltonians[1]!.reducedEnergy(configuration),
    ])
    const [reduced, { betaF }] = [measured(series!), found[1]!]
    const standardError = Math.hypot(reduced.standardError, betaF.standardError)
    const entropy = { value: reduced.value - betaF.value, standardError }
    expect(deviation(entropy, at[1]!.entropy)).toBeGreaterThan(5)
  })

  it('differs between temperatures as MBAR finds from the counts of contacts', () => {
    const samples = hamiltonians.map((hamiltonian, k) => {
      configuration.fill(states[0]!)
      const energies = hamiltonians.map((other) => () => other.reducedEnergy(configuration))
      return sampleChain(configuration, hamiltonian, `MBAR ${k}`, SWEEPS, energies)
    })
    const blocks = Array.from({ length: 10 }, (_, block) => {
      const [from, to] = [(block * SWEEPS) / 10, ((block + 1) * SWEEPS) / 10]
      return samples.map((own) => own.map((row) => row.subarray(from, to)))
    })
    for (const k of [1, 2]) {
      const { value, standardError } = jackknife(blocks, (kept) => {
        const rows = hamiltonians.map((_, state) =>
          Float64Array.from(
            hamiltonians.flatMap((_, origin) => kept.flatMap((b) => [...b[origin]![state]!])),
          ),
        )
        return mbar(
          rows,
          hamiltonians.map(() => (kept.length * SWEEPS) / 10),
        )[k]!
      })
      const difference = { value, standardError }
      expect(deviation(difference, at[k]!.betaF - at[0]!.betaF)).toBeLessThan(4)
      const [a, b] = [found[k]!.betaF, found[0]!.betaF]
      const error = Math.hypot(standardError, a.standardError, b.standardError)
      expect(Math.abs(value - (a.value - b.value)) / error).toBeLessThan(4)
    }
  })

  it('is also that of a flat histogram, with a walk of its own', () => {
    configuration.fill(states[0]!)
    const choices = new RandomChoices(randomStream('flat histogram', 'chain'))
    const options = { binWidth: 0.5, learning: 300_000, production: 300_000 }
    const { value, standardError } = flatHistogram(
      configuration,
      hamiltonians[1]!,
      choices,
      options,
    )
    const betaF = { value: -exact.logStates - value, standardError }
    expect(deviation(betaF, at[1]!.betaF)).toBeLessThan(4)
    expect(standardError).toBeLessThan(0.05)
  })
})

describe('entropy as a scenario asks for it', { timeout: 120_000 }, () => {
  it('is that of enumeration, as is −Σ p ln p', () => {
    const { forceField, counts } = systems[0]!
    const exact = new ExactAverages(forceField, counts)
    const scenario = {
      ...smallest,
      forceField,
      observables: ['entropy'],
      sampling: { equilibration: 500, production: 6000, measureEvery: 1, replicas: 2 },
    }
    const { observables } = withExtraRuns(scenario, counts)
    const { sites } = exact.ensemble.configuration.lattice
    const shannon = exact.ensemble.probability.reduce(
      (sum, p) => (p === 0 ? sum : sum - p * Math.log(p)),
      Math.log(sites),
    )
    const compare = (name: string, value: number) => {
      const found = observables[name]!
      const error = found.standardError!
      expect(deviation({ value: found.value!, standardError: error }, value / 3)).toBeLessThan(4)
      expect(error).toBeLessThan(0.02)
    }
    compare('entropy', exact.at(298.15).entropy)
    compare('entropyConfigurational', shannon)
    // Contacts have entropies of their own here: the two are not the same.
    const gap = observables.entropy!.value! - observables.entropyConfigurational!.value!
    expect(Math.abs(gap)).toBeGreaterThan(5 * observables.entropy!.standardError!)
  })
})
