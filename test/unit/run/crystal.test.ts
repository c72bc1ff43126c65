import { describe, expect, test } from 'vitest'
import type { ForceField } from '../../../src/forcefield/force-field.ts'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { Configuration } from '../../../src/model/configuration.ts'
import { Hamiltonian } from '../../../src/model/hamiltonian.ts'
import { compileModel } from '../../../src/model/lattice-model.ts'
import { RandomChoices } from '../../../src/numeric/choices.ts'
import { log } from '../../../src/numeric/log.ts'
import { randomStream } from '../../../src/numeric/random-stream.ts'
import { createObservers } from '../../../src/observe/registry.ts'
import { protonOrder } from '../../../src/run/ice-rules.ts'
import { fillInitially } from '../../../src/run/initial-state.ts'
import { startOf } from '../../../src/run/replica-task.ts'
import type { Start } from '../../../src/scenario/sampling-schema.ts'
import { measured } from '../observe/filling.ts'
import { problemsOf, SHIPPED, scenarioOf } from '../scenario/shipped.ts'

const CELLS = 8
const scenario = scenarioOf(SHIPPED.get('ice')!)
const choices = (seed = 'ice') => new RandomChoices(randomStream(seed, 'initial-state'))

interface Filling {
  readonly start?: Start
  readonly counts?: Readonly<Record<string, number>>
  readonly forceField?: ForceField
  readonly seed?: string
}

function filled({ start = 'crystal', counts = { H2O: 512 }, seed, ...given }: Filling = {}) {
  const { forceField = scenario.forceField } = given
  const model = compileModel(forceField, Object.keys(counts))
  const configuration = new Configuration(new BccLattice(CELLS), model)
  fillInitially(configuration, counts, start, choices(seed))
  return configuration
}

function observed(configuration: Configuration, temperature = 250): Record<string, number> {
  const hamiltonian = new Hamiltonian(configuration.model, temperature)
  const observers = createObservers(['default'], configuration, hamiltonian)
  return Object.assign({}, ...observers.map((observer) => measured(observer)))
}

const rigid = { ...scenario.forceField, libration: null }

describe('a perfect crystal of ice Ic', () => {
  test('is what the shipped scenario starts from', () => {
    expect(startOf({ scenario, counts: { H2O: 512 }, replica: 0 })).toBe('crystal')
    expect(startOf({ scenario, counts: { H2O: 512 }, replica: 1 })).toBe('crystal')
    expect([scenario.cells, scenario.density]).toEqual([
      CELLS,
      { kind: 'vacancies', fraction: 0.5 },
    ])
  })

  test('has four straight bonds a water, q = 1, and all waters on one diamond lattice', () => {
    expect(observed(filled({ forceField: rigid }))).toMatchObject({
      'hydrogenBondsPerWater:straight': 4,
      'hydrogenBondsPerWater:bent': 0,
      'hydrogenBondShare:4': 1,
      'hydroxyl:straight': 1,
      'waterFraction:strong': 1,
      'tetrahedralOrder:fewerThanFour': 0,
      iceOrder: 1,
      'iceOrder:mostOrderedOctant': 1,
      'clusterSize:water:largest': 512,
      'percolation:water': 1,
    })
    expect(observed(filled())['densityFluctuation:H2O']).toBeCloseTo(0, 12)
    expect(observed(filled({ forceField: rigid })).tetrahedralOrder).toBeCloseTo(1, 12)
  })

  test('has a tetrahedral entropy of libration alone, which grows as 3/2 ln T', () => {
    const entropy = (temperature: number) => observed(filled(), temperature).tetrahedralEntropy!
    const slope = (entropy(252) - entropy(248)) / (log(252) - log(248))
    // The next order in the variance of libration takes a few per cent off.
    expect(slope).toBeGreaterThan(1.4)
    expect(slope).toBeLessThan(1.5)
    expect(entropy(250)).toBeLessThan(-3)
  })

  test('is disordered in its protons: another for another seed, all turns about as often', () => {
    const one = filled()
    expect(filled().state).toEqual(one.state)
    expect(filled({ seed: 'other' }).state).not.toEqual(one.state)
    const turns = new Map<number, number>()
    for (const state of one.state) turns.set(state, (turns.get(state) ?? 0) + 1)
    turns.delete(0)
    // Six turns on corners and six on centres, 256 sites each.
    expect(turns.size).toBe(12)
    for (const count of turns.values()) {
      expect(count).toBeGreaterThan(20)
      expect(count).toBeLessThan(72)
    }
  })

  test('takes what waters there are; without crystal the same sites have no order of bonds', () => {
    const few = observed(filled({ counts: { H2O: 400 }, forceField: rigid }))
    expect(few.iceOrder).toBe(1)
    expect(few['hydrogenBondsPerWater:bent']).toBe(0)
    // A neighbour is there with the chance of any other site, 399 of 511.
    expect(Math.abs(few.hydrogenBondsPerWater! - (4 * 399) / 511)).toBeLessThan(0.15)
    const brine = observed(filled({ counts: { H2O: 600, 'Zn2+': 5, 'Cl-': 10 } }))
    // The other 88 fall on the other two sublattices: (256 − 44)/(256 + 44), squared.
    expect(brine.iceOrder).toBeCloseTo((212 / 300) * (212 / 300), 1)
    expect(brine['hydrogenBondsPerWater:straight']).toBeGreaterThan(3)
    // Control.
    const ice = observed(filled({ start: 'ice' }))
    expect(ice.iceOrder).toBe(1)
    expect(ice.hydrogenBondsPerWater).toBeLessThan(1.5)
  })
})

test.each([2, 4, 6])('protons obey the ice rules in %d³ cells', (cells) => {
  const lattice = new BccLattice(cells)
  const { directions, donors } = protonOrder(lattice, choices())
  expect(directions).toHaveLength(4)
  for (let site = 0; site < lattice.sites; site++) {
    if (lattice.fccSublattice(site) % 2 !== 0) continue
    const given = donors(site)
    expect(given).toHaveLength(2)
    for (const direction of given) {
      const partner = lattice.neighbour(site, direction)
      expect(lattice.fccSublattice(partner) % 2).toBe(0)
      // Every bond has one proton: what one end gives the other does not.
      expect(donors(partner)).not.toContain(direction ^ 4)
    }
  }
})

test('starts are taken in turn, and ice needs water', () => {
  const starts = ['crystal', 'random'] as const
  const given = { ...scenario, sampling: { ...scenario.sampling, starts } }
  const taken = [0, 1, 2].map((replica) => startOf({ scenario: given, counts: {}, replica }))
  expect(taken).toEqual(['crystal', 'random', 'crystal'])
  const [problem] = problemsOf(SHIPPED.get('ising-bcc')!, [
    { path: 'sampling', value: '{ starts: [random, ice] }' },
  ])
  expect(problem).toMatchObject({
    message: 'nothing can start as ice: the force field names no species under `network`',
  })
})
