import { describe, expect, it } from 'vitest'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { integrateCoupling } from '../../src/methods/coupling.ts'
import {
  crystalDerivative,
  crystalPath,
  logPartitionInField,
} from '../../src/methods/crystal-coupling.ts'
import { RunResult, sitesOf } from '../../src/methods/method.ts'
import { Configuration } from '../../src/model/configuration.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel } from '../../src/model/lattice-model.ts'
import { runReplica } from '../../src/run/replica.ts'
import { estimateSeries } from '../../src/statistics/estimate.ts'
import { difference, exact as exactly, uncertain } from '../../src/statistics/uncertain.ts'
import { shippedScenario } from '../support/shipped-scenario.ts'
import { TWO_WAY_WATER } from '../support/two-way-water.ts'

const WATERS = 5

/** −ln Σ e^(−βH) over all ways to put the waters on 2³ cells. */
function enumeratedBetaF(): number {
  const model = compileModel(TWO_WAY_WATER, ['H2O'])
  const configuration = new Configuration(new BccLattice(2), model)
  const hamiltonian = new Hamiltonian(model, 298.15)
  const state = new Uint8Array(16)
  let sum = 0
  const place = (site: number, left: number) => {
    if (left === 0) {
      configuration.fill(state)
      sum += Math.exp(-hamiltonian.reducedEnergy(configuration))
    } else if (site + left <= 16) {
      place(site + 1, left)
      for (let turn = 0; turn < model.states.orientations[1]!; turn++) {
        state[site] = model.states.first[1]! + turn
        place(site + 1, left - 1)
      }
      state[site] = 0
    }
  }
  place(0, WATERS)
  return -Math.log(sum)
}

describe.each(['ice', 'rows'] as const)('free energy along the path that holds %s', (crystal) => {
  const scenario = {
    ...shippedScenario('pure-water', { 'lattice.cells': '2' }),
    forceField: TWO_WAY_WATER,
    sampling: { equilibration: 500, production: 100_000, measureEvery: 2, replicas: 1 },
  }
  const sites = sitesOf(scenario)
  const results = crystalPath(crystal, scenario, WATERS).map(
    (run) => new RunResult(run, [runReplica({ ...run, replica: 0 })]),
  )
  const orientations = compileModel(TWO_WAY_WATER, ['H2O']).states.orientations[1]!
  const betaF = (derivatives: readonly Float64Array[]) => {
    const means = derivatives.map((one) => uncertain(estimateSeries([one]))!)
    const fromField = exactly(logPartitionInField(crystal, sites, WATERS, orientations))
    return difference(integrateCoupling(means), fromField)
  }
  const exact = enumeratedBetaF()

  it('is that of enumeration', () => {
    const found = betaF(results.map(crystalDerivative))
    expect(Math.abs(found.value - exact) / found.standardError).toBeLessThan(4)
    expect(found.standardError).toBeLessThan(0.05)
  })

  it('but not without the share of the field', () => {
    const found = betaF(results.map((result) => result.series('reducedEnergy')[0]!))
    expect(Math.abs(found.value - exact) / found.standardError).toBeGreaterThan(5)
  })
})
