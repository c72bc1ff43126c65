import { describe, expect, it } from 'vitest'
import { Chain } from '../../src/chain/chain.ts'
import { exchanges } from '../../src/chain/temperature-exchange.ts'
import { Configuration } from '../../src/model/configuration.ts'
import type { EnergyCounts } from '../../src/model/energy-counts.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { RandomChoices } from '../../src/numeric/choices.ts'
import { randomStream } from '../../src/numeric/random-stream.ts'
import { estimateSeries } from '../../src/statistics/estimate.ts'
import { jackknife } from '../../src/statistics/jackknife.ts'
import { ExactAverages } from '../support/exact-averages.ts'
import { mbar, mbarMean } from '../support/mbar.ts'
import { sampleChain } from '../support/sample-chain.ts'
import { TWO_WAY_WATER } from '../support/two-way-water.ts'

const COLD = 260
const WARM = 340
const RT = (temperature: number) => 8.31446261815324e-3 * temperature
const SWEEPS = 20_000
/** Sweeps between two attempts to exchange; tables are made anew after each. */
const EXCHANGE_EVERY = 5

type Reduced = (hamiltonian: Hamiltonian, counts: EnergyCounts) => number

const right: Reduced = (hamiltonian, counts) => hamiltonian.reducedEnergy(counts)

/** What a contact is worth at one temperature, taken for an energy that does not depend on temperature. */
const wrong =
  (reference: Hamiltonian): Reduced =>
  (hamiltonian, counts) =>
    (reference.reducedEnergy(counts) * reference.temperature) / hamiltonian.temperature

const exact = new ExactAverages(TWO_WAY_WATER, { 'Zn2+': 1, H2O: 5 })
const { configuration, states } = exact.ensemble
const { model, lattice } = configuration
const enthalpies = new Map([COLD, WARM].map((t) => [t, exact.at(t).enthalpy]))
const [cold, warm] = [new Hamiltonian(model, COLD), new Hamiltonian(model, WARM)]

describe('from one temperature to another', { timeout: 120_000 }, () => {
  /** ⟨Σh⟩ at 340 K from a chain at 260 K. */
  const reweighted = (reduced: Reduced) => {
    configuration.fill(states[0]!)
    const [u, v, h] = sampleChain(configuration, cold, 'reweighting', SWEEPS, [
      () => reduced(cold, configuration),
      () => reduced(warm, configuration),
      () => warm.enthalpy(configuration),
    ])
    const blocks = Array.from({ length: 20 }, (_, k) => k)
    return jackknife(blocks, (kept) => {
      const part = (series: Float64Array) =>
        Float64Array.from(
          kept.flatMap((k) => [...series.subarray((k * SWEEPS) / 20, ((k + 1) * SWEEPS) / 20)]),
        )
      const energies = [part(u!), part(v!)]
      const samples = [energies[0]!.length, 0]
      return mbarMean(energies, samples, mbar(energies, samples), 1, part(h!))
    })
  }

  it('reweighting on the counts gives the exact mean', () => {
    const { value, standardError } = reweighted(right)
    expect(Math.abs(value - enthalpies.get(WARM)!) / standardError).toBeLessThan(4)
  })

  it('but not on contact free energies taken for enthalpies', () => {
    const { value, standardError } = reweighted(wrong(cold))
    expect(Math.abs(value - enthalpies.get(WARM)!) / standardError).toBeGreaterThan(5)
  })

  /** How many standard errors ⟨Σh⟩ is off at both temperatures, of chains that exchange what they hold. */
  const exchanged = (decide: typeof exchanges) => {
    const stream = (name: string) => new RandomChoices(randomStream(name, 'exchange'))
    const choices = stream('decision')
    const boxes = [cold, warm].map((hamiltonian) => {
      const box = new Configuration(lattice, model)
      box.fill(states[0]!)
      const series = new Float64Array(SWEEPS)
      return { box, hamiltonian, series, choices: stream(`${hamiltonian.temperature}`) }
    })
    const [a, b] = boxes as [(typeof boxes)[number], (typeof boxes)[number]]
    const chains = () => boxes.map((one) => new Chain(one.box, one.hamiltonian, one.choices))
    let running = chains()
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      for (const chain of running) chain.sweep()
      if (sweep % EXCHANGE_EVERY === 0 && decide(choices, [cold, warm], [a.box, b.box])) {
        const kept = a.box.state.slice()
        a.box.fill(b.box.state)
        b.box.fill(kept)
        running = chains()
      }
      for (const { box, hamiltonian, series } of boxes) series[sweep] = hamiltonian.enthalpy(box)
    }
    return boxes.map(({ series, hamiltonian }) => {
      const { value, standardError } = estimateSeries([series])
      return Math.abs(value! - enthalpies.get(hamiltonian.temperature)!) / standardError!
    })
  }

  it('exchanges leave both distributions as they are', () => {
    for (const deviation of exchanged(exchanges)) expect(deviation).toBeLessThan(4)
  })

  it('but not those decided on contact free energies taken for enthalpies', () => {
    const u = wrong(cold)
    const deviations = exchanged((choices, [i, j], [x, y]) => {
      const gain = u(i, x) + u(j, y) - u(i, y) - u(j, x)
      return choices.accept(Math.exp(Math.min(gain, 0)), 1)
    })
    for (const deviation of deviations) expect(deviation).toBeGreaterThan(5)
  })

  it('the difference of two energies over kT is what the wrong ones amount to', () => {
    configuration.fill(states[0]!)
    const gap = right(warm, configuration) - wrong(cold)(warm, configuration)
    expect(Math.abs(gap)).toBeGreaterThan(0.01)
    expect(wrong(cold)(cold, configuration)).toBeCloseTo(right(cold, configuration), 12)
    expect(right(warm, configuration) * RT(WARM)).not.toBeCloseTo(
      right(cold, configuration) * RT(COLD),
      3,
    )
  })
})
