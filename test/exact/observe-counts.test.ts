import { describe, expect, it } from 'vitest'
import { NEAREST_DIRECTIONS } from '../../src/lattice/directions.ts'
import type { Configuration } from '../../src/model/configuration.ts'
import type { LatticeModel } from '../../src/model/lattice-model.ts'
import { pairClasses } from '../../src/observe/pair-classes.ts'
import { createObservers } from '../../src/observe/registry.ts'
import { SMALL_FORCE_FIELD } from '../support/small-force-field.ts'
import { TinyEnsemble } from '../support/tiny-ensemble.ts'
import {
  type Box,
  facing,
  isNearest,
  type Molecule,
  moleculesOf,
  neighboursOf,
} from '../unit/observe/molecules.ts'
import { naiveBjerrumPairs } from '../unit/observe/naive-bjerrum-pairs.ts'
import { naiveEnergy, naiveSpread } from '../unit/observe/naive-energy.ts'
import { naiveForceFieldCounts } from '../unit/observe/naive-force-field-counts.ts'
import { naiveHistograms } from '../unit/observe/naive-histograms.ts'
import { naiveObservables } from '../unit/observe/naive-observables.ts'

const TEMPERATURE = 370

/** Fixed-point energies are 2^-20 kT off, hence weights by some 1e-6. */
const EXACT = 2e-5

type Bins = Record<string, number>

/** Classes of pairs are compared with pictures of them in `unit/observe/pair-entropy.test.ts`. */
function pairsOf(model: LatticeModel): { of: Uint16Array; labels: string[] } {
  const known = pairsKnown.get(model)
  if (known !== undefined) return known
  const { of, classes } = pairClasses(model.states)
  const found = { of, labels: classes.map((one) => JSON.stringify(one)) }
  pairsKnown.set(model, found)
  return found
}
const pairsKnown = new Map<LatticeModel, { of: Uint16Array; labels: string[] }>()

/** Observables that are no part of `default`, and are not enumerated elsewhere. */
const BY_NAME = ['forceFieldCounts', 'bjerrumPairs']

/** What one configuration adds to each histogram, from molecules in space. */
function naiveCounts(configuration: Configuration): Record<string, Bins> {
  const box = moleculesOf(configuration)
  const found: Record<string, Bins> = {}
  const add = (name: string, bin: string) => {
    found[name] ??= {}
    const bins = found[name]
    bins[bin] = (bins[bin] ?? 0) + 1
  }
  for (const molecule of box.molecules) {
    const near = neighboursOf(molecule, box, Math.sqrt(3)).filter(isNearest)
    if (molecule.species === 'H2O') add('hydrogenBondState', bondState(molecule, box))
    else {
      for (const ligand of ligandsOf(molecule, configuration)) {
        const count = near.filter(({ molecule: other }) => other.species === ligand).length
        add(`coordination:${molecule.species}-${ligand}`, String(count))
      }
    }
  }
  const { lattice, state, model } = configuration
  const states = model.states.species.length
  const { of, labels } = pairsOf(model)
  const at = new Map([...state].map((own, site) => [lattice.position(site).join(), own]))
  for (const [place, own] of at) {
    const position = place.split(',').map(Number)
    for (const [d, step] of NEAREST_DIRECTIONS.slice(0, 4).entries()) {
      const next = position.map((x, k) => (x + step[k]! + 2 * lattice.cells) % (2 * lattice.cells))
      add('pairStates', labels[of[(d * states + own) * states + at.get(next.join())!]!]!)
    }
  }
  return found
}

/** `D1A2`: arms that something takes up, and arms of others that are taken up. */
function bondState(water: Molecule, box: Box): string {
  const pairs = neighboursOf(water, box, Math.sqrt(3)).filter(isNearest)
  const isAcceptor = (face: string) => ['acceptor', 'acceptor-bent', 'anionic'].includes(face)
  const faces = pairs.map((near) => facing(water, near))
  const donated = faces.filter(([own, other]) => own === 'donor' && isAcceptor(other)).length
  const accepted = faces.filter(([own, other]) => isAcceptor(own) && other === 'donor').length
  return `D${donated}A${accepted}`
}

/** Cations are surrounded by solvents and anions, anions by solvents. */
function ligandsOf({ charge }: Molecule, { model }: Configuration): string[] {
  const kinds = model.species.filter((other) => (charge > 0 ? other.charge <= 0 : !other.charge))
  return kinds.map(({ name }) => name)
}

function addTo(sums: Float64Array, counts: Float64Array, weight: number): void {
  for (const [bin, count] of counts.entries()) sums[bin]! += weight * count
}

const SYSTEMS = [
  { 'Zn2+': 1, 'Cl-': 1, H2O: 1 },
  { 'Zn2+': 1, H2O: 2 },
]

describe.each(SYSTEMS)('exact histograms over all states of 16 sites, %o', (counts) => {
  const ensemble = new TinyEnsemble(SMALL_FORCE_FIELD, counts, TEMPERATURE)
  const { configuration, hamiltonian, states, probability } = ensemble
  const groups = ['energy', 'hydrogenBonds', 'coordination', 'pairEntropy', ...BY_NAME]
  const observers = createObservers(groups, configuration, hamiltonian)
  const columns = observers.flatMap((observer) => observer.columns)
  const distributions = observers.flatMap((observer) => observer.distributions)
  const means: Bins = {}
  const expectedMeans: Bins = {}
  const expected: Record<string, Bins> = {}
  let partition = 0
  // Block 0 holds one configuration, block 1 the average.
  for (const [index, state] of states.entries()) {
    configuration.fill(state)
    for (const { blocks } of distributions) blocks[0]!.fill(0)
    const out = new Float64Array(columns.length)
    let offset = 0
    for (const observer of observers) {
      observer.measure(out, offset, 0)
      offset += observer.columns.length
    }
    for (const [k, { name }] of columns.entries()) {
      means[name] = (means[name] ?? 0) + probability[index]! * out[k]!
    }
    for (const { blocks } of distributions) addTo(blocks[1]!, blocks[0]!, probability[index]!)
    const { reduced, enthalpy } = naiveEnergy(configuration, TEMPERATURE)
    const weight = Math.exp(-reduced)
    partition += weight
    const twins = {
      ...{ energyPerSite: enthalpy / 16, energyPerWater: enthalpy / counts.H2O },
      ...naiveForceFieldCounts(configuration),
      ...naiveBjerrumPairs(configuration, TEMPERATURE),
    }
    for (const [name, value] of Object.entries(twins)) {
      expectedMeans[name] = (expectedMeans[name] ?? 0) + weight * value
    }
    for (const [name, bins] of Object.entries(naiveCounts(configuration))) {
      expected[name] ??= {}
      const sums = expected[name]
      for (const [bin, count] of Object.entries(bins)) sums[bin] = (sums[bin] ?? 0) + weight * count
    }
  }

  it('are those of the twins, bin by bin', () => {
    expect(Object.keys(expected).toSorted()).toEqual(distributions.map((d) => d.name).toSorted())
    for (const { name, bins, blocks } of distributions) {
      const sum = Object.values(expected[name]!).reduce((all, count) => all + count, 0) / partition
      for (const [k, bin] of bins.entries()) {
        const wanted = (expected[name]![String(bin)] ?? 0) / partition
        expect(Math.abs(blocks[1]![k]! - wanted), `${name} ${bin}`).toBeLessThan(EXACT * sum)
      }
      expect(blocks[1]!.reduce((all, count) => all + count, 0)).toBeCloseTo(sum, 9)
    }
  })

  it('and so are energies per site and per water, counts for the force field, and Bjerrum pairs', () => {
    const known = [...Object.keys(expectedMeans), ...ELSEWHERE]
    const others = columns.map(({ name }) => name).filter((name) => !known.includes(name))
    for (const name of others.filter((one) => /^(contact|shell):/.test(one))) {
      expect(means[name], name).toBe(0)
    }
    for (const [name, value] of Object.entries(expectedMeans)) {
      const wanted = value / partition
      expect(Math.abs(means[name]! - wanted)).toBeLessThan(EXACT * Math.max(1, Math.abs(wanted)))
    }
  })
})

/** Enumerated elsewhere in this folder: with `expected` of its own, or because it is a derivative. */
const ELSEWHERE = [
  // observe.test.ts: the slope of the mean enthalpy.
  ...['enthalpy', 'enthalpySlope'],
  // observe-order.test.ts
  ...['tetrahedralEntropy', 'tetrahedralEntropySlope'],
  // Above.
  ...['energyPerSite', 'energyPerWater'],
]

it('nothing that is observed is left without an enumeration', () => {
  const { configuration, hamiltonian, states } = new TinyEnsemble(
    SMALL_FORCE_FIELD,
    SYSTEMS[0]!,
    TEMPERATURE,
  )
  configuration.fill(states[0]!)
  const observers = createObservers(
    ['default', 'pairEntropy', ...BY_NAME],
    configuration,
    hamiltonian,
  )
  const known = new Set([
    ...ELSEWHERE,
    ...Object.keys({
      ...naiveObservables(configuration),
      ...naiveSpread(configuration, TEMPERATURE),
      ...naiveBjerrumPairs(configuration, TEMPERATURE),
    }),
  ])
  const columns = observers.flatMap((observer) => observer.columns.map(({ name }) => name))
  const left = columns.filter((name) => !known.has(name) && !/^(contact|shell):/.test(name))
  expect(left.filter((name) => !name.startsWith('sublatticeOccupation'))).toEqual([])

  const histograms = new Set([
    // observe-order.test.ts
    'tetrahedralOrder',
    ...Object.keys({ ...naiveHistograms(configuration), ...naiveCounts(configuration) }),
  ])
  const distributions = observers.flatMap((observer) => observer.distributions)
  const unknown = distributions.map(({ name }) => name).filter((name) => !histograms.has(name))
  // Of a single particle there are no pairs.
  expect(unknown).toEqual(
    ['Zn2+-Zn2+', 'Cl--Cl-', 'H2O-H2O'].map((pair) => `radialDistribution:${pair}`),
  )
})
