import { expect, it } from 'vitest'
import { structuralHeatCapacity } from '../../src/evaluate/heat-capacity.ts'
import type { ContactData, ForceField } from '../../src/forcefield/force-field.ts'
import { Libration } from '../../src/observe/libration.ts'
import { createObservers } from '../../src/observe/registry.ts'
import { SMALL_FORCE_FIELD } from '../support/small-force-field.ts'
import { TinyEnsemble } from '../support/tiny-ensemble.ts'
import { isNearest, moleculesOf, neighboursOf, type Vector } from '../unit/observe/molecules.ts'
import { foursOf } from '../unit/observe/naive-order.ts'

const TEMPERATURE = 300
const RT = 8.31446261815324e-3 * TEMPERATURE
const ATTRACTION = -2.5
const REPULSION = 1.5

function contactOf(other: string, enthalpy: number): ContactData {
  const [like] = SMALL_FORCE_FIELD.contacts
  return { ...like!, name: `H2O–${other}`, between: ['H2O', other], enthalpy, entropy: 0 }
}

/**
 * Round water and an atom: five waters can then be put on 16 sites in 3003 ways about the atom, where
 * oriented ones would have 250 000 times as many. q sees places alone.
 */
const ROUND: ForceField = {
  ...SMALL_FORCE_FIELD,
  species: ['H2O', 'Ar'].map((name) => ({
    ...SMALL_FORCE_FIELD.species[0]!,
    name,
    patterns: [Array<string>(8).fill('inert')],
  })),
  contacts: [contactOf('H2O', ATTRACTION), contactOf('Ar', REPULSION)],
  shells: [],
  dielectric: null,
  cohesion: null,
}

it('tetrahedral order and entropy are exact over all states of an atom and five waters', () => {
  const ensemble = new TinyEnsemble(ROUND, { Ar: 1, H2O: 5 }, TEMPERATURE)
  const { configuration, hamiltonian, states, probability } = ensemble
  expect(states).toHaveLength(3003)
  const observers = createObservers(['tetrahedral'], configuration, hamiltonian)
  const columns = observers.flatMap((observer) => observer.columns)
  const found: Record<string, number> = {}
  const out = new Float64Array(columns.length)
  const { blocks, bins } = observers[0]!.distributions[0]!

  const libration = new Libration(RT / ROUND.libration!.value)
  const known = new Map<string, { order: number; logarithm: number }>()
  const average = (directions: readonly Vector[]) => {
    const key = directions
      .map((direction) => direction.join())
      .toSorted()
      .join(' ')
    const value = known.get(key) ?? libration.average(directions)
    known.set(key, value)
    return value
  }
  let [partition, order, entropy, mean] = [0, 0, 0, 0]
  for (const [index, state] of states.entries()) {
    configuration.fill(state)
    blocks[0]!.fill(0)
    observers[0]!.measure(out, 0, 0)
    const p = probability[index]!
    for (const [k, { name }] of columns.entries()) found[name] = (found[name] ?? 0) + p * out[k]!
    const width = 2 / bins.length
    mean += p * blocks[0]!.reduce((sum, w, k) => sum + (w * (Number(bins[k]) + width / 2)) / 5, 0)

    const box = moleculesOf(configuration)
    const waters = box.molecules.filter(({ species }) => species === 'H2O')
    let energy = 0
    for (const water of waters) {
      for (const near of neighboursOf(water, box, Math.sqrt(3)).filter(isNearest)) {
        energy += near.molecule.species === 'H2O' ? ATTRACTION / 2 : REPULSION
      }
    }
    const weight = Math.exp(-energy / RT)
    partition += weight
    for (const water of waters) {
      for (const { directions, share } of foursOf(water, box)) {
        const { order: q, logarithm } = average(directions)
        order += (weight * share * q) / waters.length
        entropy += (weight * 1.5 * share * logarithm) / waters.length
      }
    }
  }
  // Members of a class are averaged in other frames here: the quadrature's own error.
  expect(Math.abs(found.tetrahedralOrder! - order / partition)).toBeLessThan(2e-4)
  expect(Math.abs(found.tetrahedralEntropy! - entropy / partition)).toBeLessThan(1e-3)
  expect(found['tetrahedralOrder:counted']).toBeCloseTo(1, 12)
  expect(Math.abs(mean - order / partition)).toBeLessThan(1 / bins.length)
  // Control: without the Boltzmann weights it is another number.
  const flat = states.reduce((sum, state) => {
    configuration.fill(state)
    observers[0]!.measure(out, 0, 0)
    return sum + out[columns.findIndex(({ name }) => name === 'tetrahedralOrder')]! / states.length
  }, 0)
  expect(Math.abs(flat - order / partition)).toBeGreaterThan(5e-3)
})

it('its heat capacity is the slope of the exact tetrahedral entropy, libration and structure each', () => {
  // Soft, so that libration counts for something where hardly any water has ice about it.
  const soft = { ...ROUND, libration: { ...ROUND.libration!, value: ROUND.libration!.value / 8 } }
  const at = (temperature: number) => {
    const ensemble = new TinyEnsemble(soft, { Ar: 1, H2O: 5 }, temperature)
    const { configuration, hamiltonian, states, probability } = ensemble
    const [observer] = createObservers(['tetrahedral'], configuration, hamiltonian)
    const names = observer!.columns.map(({ name }) => name)
    const out = new Float64Array(names.length)
    const series = states.map((state) => {
      configuration.fill(state)
      observer!.measure(out, 0, 0)
      const of = (name: string) => out[names.indexOf(name)]!
      return {
        entropy: of('tetrahedralEntropy'),
        slope: of('tetrahedralEntropySlope'),
        enthalpy: hamiltonian.enthalpy(configuration),
      }
    })
    return { series, probability }
  }
  const { series, probability } = at(TEMPERATURE)
  const mean = (
    key: 'entropy' | 'slope' | 'enthalpy',
    given: ReturnType<typeof at> = { series, probability },
  ) => given.series.reduce((sum, values, k) => sum + given.probability[k]! * values[key], 0)
  // As many copies of a state as it has weight, up to rounding.
  const copies = series.flatMap((values, k) => {
    return Array.from({ length: Math.round(200_000 * probability[k]!) }, () => values)
  })
  const structure = structuralHeatCapacity(
    copies.map(({ entropy }) => entropy),
    copies.map(({ enthalpy }) => enthalpy),
    TEMPERATURE,
  )
  const [below, above] = [at(TEMPERATURE - 4), at(TEMPERATURE + 4)]
  const whole = (TEMPERATURE * (mean('entropy', above) - mean('entropy', below))) / 8
  expect(Math.abs(mean('slope') + structure - whole)).toBeLessThan(1e-3)
  // Controls: either by itself is not enough.
  expect(Math.abs(structure - whole)).toBeGreaterThan(3e-3)
  expect(Math.abs(mean('slope') - whole)).toBeGreaterThan(3e-3)
})
