import { describe, expect, test } from 'vitest'
import { InputError } from '../../../src/errors/problem.ts'
import { presentIn } from '../../../src/scenario/contents.ts'
import { notMeasured, OBSERVABLE_GROUPS } from '../../../src/scenario/observable-groups.ts'
import { parseScenario } from '../../../src/scenario/parse-scenario.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import { scenarioOf } from './shipped.ts'

const GAS = `forcefield:
  species: { A: {}, B: {} }
composition: { counts: { A: 5, B: 0 } }
lattice: { cells: 4 }
`

function problemsOf(text: string) {
  try {
    parseScenario(text, 'test.yaml', { forceField: () => null })
  } catch (error) {
    if (error instanceof InputError) return error.problems
    throw error
  }
  return []
}

describe('observables that are named', () => {
  test.each([
    ['iceLayers', 'names no species under `network`'],
    ['osmoticCoefficient', 'names no species under `network`'],
    ['siteEnergySpread', 'there are no ions'],
    ['clusters', 'there are no cations'],
  ])('%s is refused in a lattice gas, with its place: %s', (name, reason) => {
    const [problem, ...rest] = problemsOf(`${GAS}observables: [energy, ${name}]\n`)
    expect(rest).toEqual([])
    expect(problem).toMatchObject({ file: 'test.yaml', line: 5, path: 'observables.1' })
    expect(problem!.message).toContain(`'${name}' cannot be measured: `)
    expect(problem!.message).toContain(reason)
  })

  test('a network that is declared and not in the box is no network', () => {
    const text = `${GAS.replace('species:', 'network: B\n  species:').replace(', B: 0', '')}observables: [iceOrder]\n`
    expect(problemsOf(text)[0]!.message).toContain('there is no B')
  })

  test('what needs no ions is measured in a lattice gas', () => {
    expect(problemsOf(`${GAS}observables: [default, layers, entropy, pressure]\n`)).toEqual([])
  })

  test('what has something to measure is not refused for the rest of its group', () => {
    const water = 'forcefield: aqueous\ncomposition: { solvents: { H2O: 1 } }\n'
    expect(scenarioOf(`${water}observables: [clusters]`).observables).toEqual(['clusters'])
  })
})

describe('what is left out of the default', () => {
  const left = (present: readonly string[], network: string | null = 'H2O') => {
    const forceField = { ...SMALL_FORCE_FIELD, network }
    const species = forceField.species.filter(({ name }) => present.includes(name))
    return Object.fromEntries(
      notMeasured(['default'], { forceField, species }).map((one) => [one.observable, one.reason]),
    )
  }

  test('of a brine is nothing', () => {
    expect(left(['H2O', 'Zn2+', 'Cl-'])).toEqual({})
  })

  test('of water is what is about ions', () => {
    expect(left(['H2O'])).toEqual({
      coordination: 'there are no ions',
      shells: 'there are no cations',
      pairing: 'there are no cations',
      'clusters:ions': 'there are no cations',
      siteEnergySpread: 'there are no ions',
      freeWater: 'there are no ions',
    })
  })

  test('of four waters is tetrahedral order, which is known once they are counted', () => {
    const forceField = { ...SMALL_FORCE_FIELD, network: 'H2O' }
    const reasonsFor = (H2O: number) =>
      notMeasured(['tetrahedral'], presentIn(forceField, { H2O })).map(({ reason }) => reason)
    expect(reasonsFor(4)).toEqual(['there are fewer than five H2O'])
    expect(reasonsFor(5)).toEqual([])
  })

  test('without a network is what is about it, and it says which key is missing', () => {
    const reasons = left(['H2O', 'Zn2+', 'Cl-'], null)
    expect(Object.keys(reasons)).toEqual([
      ...['hydrogenBonds', 'tetrahedral', 'clusters:water', 'freeWater', 'iceOrder'],
      'iceOrder:mostOrderedOctant',
    ])
    expect(new Set(Object.values(reasons))).toEqual(
      new Set(['the force field names no species under `network`']),
    )
  })

  test('hydrogen bonds need faces that donate and accept', () => {
    const species = SMALL_FORCE_FIELD.species
      .filter(({ name }) => name === 'H2O')
      .map((water) => ({ ...water, patterns: [Array<string>(8).fill('plain')] }))
    const system = { forceField: { ...SMALL_FORCE_FIELD, species }, species }
    expect(notMeasured(['hydrogenBonds', 'clusters'], system)).toEqual([
      { observable: 'hydrogenBonds', reason: 'H2O has no faces of donor and acceptor' },
      { observable: 'clusters:ions', reason: 'there are no cations' },
      { observable: 'clusters:water', reason: 'H2O has no faces of donor and acceptor' },
    ])
  })

  test('no group is unknown to it', () => {
    for (const group of OBSERVABLE_GROUPS) {
      expect(() =>
        notMeasured([group], { forceField: SMALL_FORCE_FIELD, species: [] }),
      ).not.toThrow()
    }
  })
})
