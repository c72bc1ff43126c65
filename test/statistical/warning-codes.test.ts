import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/evaluate/evaluate.ts'
import { frozen } from '../../src/evaluate/frozen.ts'
import { withoutTransients } from '../../src/evaluate/transient.ts'
import { runReplica } from '../../src/run/replica.ts'
import { shippedScenario } from '../support/shipped-scenario.ts'

type Settings = Readonly<Record<string, string>>

/** Runs a shipped scenario with some changes; the codes of what is to be said of it, each once. */
function codesOf(name: string, counts: Readonly<Record<string, number>>, settings: Settings) {
  const scenario = shippedScenario(name, settings)
  const replicas = Array.from({ length: scenario.sampling.replicas }, (_, replica) =>
    runReplica({ scenario, counts, replica }),
  )
  const settled = withoutTransients(replicas, scenario.sampling).replicas
  const sites = 2 * scenario.cells ** 3
  const { warnings } = evaluate(settled, scenario, { sites, counts })
  return new Set([...frozen(replicas, scenario, counts), ...warnings].map(({ code }) => code))
}

/** The half-filled lattice gas on 8³ cells, whose critical attraction is 0.629 kT (Ising, K = 0.15737). */
function latticeGas(attraction: number, sampling: string) {
  return codesOf(
    'ising-bcc',
    { A: 512 },
    {
      'lattice.cells': '8',
      'composition.counts.A': '512',
      'forcefield.contacts.0.enthalpy': `${-attraction} kT`,
      observables: '[energy, densityFluctuation]',
      sampling,
    },
  )
}

const LONG = '{ equilibration: 1000, production: 8000, measureEvery: 5, replicas: 2 }'

describe('phase-separated', () => {
  test('is said of a lattice gas well below its critical temperature', () => {
    expect(latticeGas(1, LONG)).toContain('phase-separated')
  })

  test('and not of its neighbour above', () => {
    expect(latticeGas(0.4, LONG)).toEqual(new Set())
  })
})

describe('too-few-samples', () => {
  test('is said of a run of fourteen measurements', () => {
    const short = '{ equilibration: 1000, production: 70, measureEvery: 5, replicas: 1 }'
    expect(latticeGas(0.4, short)).toContain('too-few-samples')
  })

  test('and not of one that is a hundred times as long', () => {
    const long = '{ equilibration: 1000, production: 7000, measureEvery: 5, replicas: 1 }'
    expect(latticeGas(0.4, long)).toEqual(new Set())
  })
})

describe('not-equilibrated', () => {
  test('is said while droplets still grow together', () => {
    const early = '{ equilibration: 0, production: 500, measureEvery: 1, replicas: 4 }'
    expect(latticeGas(1.6, early)).toContain('not-equilibrated')
  })

  test('and not of as short a run where nothing has to grow', () => {
    const early = '{ equilibration: 0, production: 500, measureEvery: 1, replicas: 4 }'
    expect(latticeGas(0.2, early)).toEqual(new Set())
  })
})

describe('frozen', () => {
  const short = '{ equilibration: 10, production: 20, replicas: 1, starts: [crystal] }'

  test('is said of a crystal of ice that is far too cold to melt', () => {
    const codes = codesOf('ice', { H2O: 512 }, { temperature: '100 K', sampling: short })
    expect(codes).toContain('frozen')
  })

  test('and not of water that starts at random and hot', () => {
    const random = short.replace('crystal', 'random')
    const codes = codesOf('ice', { H2O: 512 }, { temperature: '600 K', sampling: random })
    expect(codes).not.toContain('frozen')
  })
})
