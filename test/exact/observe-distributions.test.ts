import { describe, expect, it } from 'vitest'
import { desolvationEnergy } from '../../src/evaluate/desolvation-energy.ts'
import { solvationEntropy } from '../../src/evaluate/histogram-observables.ts'
import type { Distribution } from '../../src/observe/observer.ts'
import { createObservers } from '../../src/observe/registry.ts'
import { SMALL_FORCE_FIELD } from '../support/small-force-field.ts'
import { TinyEnsemble } from '../support/tiny-ensemble.ts'
import { naiveEnergy } from '../unit/observe/naive-energy.ts'
import { type Histograms, naiveHistograms } from '../unit/observe/naive-histograms.ts'

/** Hot, so that many states have a share; still within the range of the permittivity's formula. */
const TEMPERATURE = 370
const R = 8.31446261815324e-3

/** Fixed-point energies are 2^-20 kT off, hence weights by some 1e-6. */
const EXACT = 2e-5

interface Averages {
  /** Distributions under the program's weights: name → bin → share. */
  readonly found: Histograms
  readonly gathered: ReadonlyMap<string, Distribution>
  /** The twins' under the weights of the twin energy. */
  readonly expected: Histograms
}

function enumerate(counts: Readonly<Record<string, number>>, cells: number): Averages {
  const ensemble = new TinyEnsemble(SMALL_FORCE_FIELD, counts, TEMPERATURE, cells)
  const { configuration, hamiltonian, states, probability } = ensemble
  const groups = ['shells', 'clusters', 'radialDistribution']
  const observers = createObservers(groups, configuration, hamiltonian)
  const distributions = observers.flatMap((observer) => observer.distributions)
  const out = new Float64Array(16)
  const expected: Histograms = {}
  // Block 0 holds one configuration, block 1 the average.
  for (const [index, state] of states.entries()) {
    configuration.fill(state)
    for (const { blocks } of distributions) blocks[0]!.fill(0)
    for (const observer of observers) observer.measure(out, 0, 0)
    for (const { blocks } of distributions) {
      for (const [bin, count] of blocks[0]!.entries()) {
        if (count !== 0) blocks[1]![bin]! += count * probability[index]!
      }
    }
    const weight = Math.exp(-naiveEnergy(configuration, TEMPERATURE).reduced)
    for (const [name, bins] of Object.entries(naiveHistograms(configuration))) {
      expected[name] ??= {}
      for (const [bin, count] of Object.entries(bins)) {
        expected[name][bin] = (expected[name][bin] ?? 0) + weight * count
      }
    }
  }
  const shares = Object.entries(expected).map(([name, bins]) => [name, normalised(bins)] as const)
  return {
    found: Object.fromEntries(distributions.map((one) => [one.name, normalised(binsOf(one))])),
    gathered: new Map(distributions.map((one) => [one.name, one])),
    expected: Object.fromEntries(shares),
  }
}

function binsOf({ bins, blocks }: Distribution): Record<string, number> {
  const met = [...bins.entries()].filter(([bin]) => blocks[1]![bin]! > 0)
  return Object.fromEntries(met.map(([bin, label]) => [String(label), blocks[1]![bin]!]))
}

function normalised(bins: Readonly<Record<string, number>>): Record<string, number> {
  const total = Object.values(bins).reduce((sum, weight) => sum + weight, 0)
  return Object.fromEntries(Object.entries(bins).map(([bin, weight]) => [bin, weight / total]))
}

const SYSTEMS = [
  { counts: { 'Zn2+': 1, 'Cl-': 1, H2O: 1 }, cells: 2 },
  { counts: { 'Zn2+': 1, H2O: 2 }, cells: 2 },
  { counts: { 'Zn2+': 1, 'Cl-': 2 }, cells: 4 },
]

describe.each(SYSTEMS)('exact distributions over all states of $cells cells, $counts', (system) => {
  const { found, gathered, expected } = enumerate(system.counts, system.cells)

  it('are those of the twins', () => {
    // Pairs of a species that is there only once have no distance.
    const empty = Object.keys(found).filter((name) => Object.keys(found[name]!).length === 0)
    expect(empty.every((name) => name.startsWith('radialDistribution:'))).toBe(true)
    expect(Object.keys(expected).toSorted()).toEqual(
      Object.keys(found)
        .filter((name) => !empty.includes(name))
        .toSorted(),
    )
    for (const [name, bins] of Object.entries(expected)) {
      expect(Object.keys(found[name]!).toSorted()).toEqual(Object.keys(bins).toSorted())
      for (const [bin, share] of Object.entries(bins)) {
        expect(Math.abs(found[name]![bin]! - share), `${name} ${bin}`).toBeLessThan(EXACT)
      }
    }
  })

  it('give the entropy and the free energy that follow from the twins’ shells', () => {
    const shells = expected['shell:Zn2+']!
    const { bins, blocks } = gathered.get('shell:Zn2+')!
    const shannon = Object.values(shells).reduce((sum, p) => sum - p * Math.log(p), 0)
    expect(solvationEntropy(blocks[1]!, 1e15)).toBeCloseTo(shannon, 4)

    const byNumber = new Map<number, number>()
    for (const [label, share] of Object.entries(shells)) {
      const numbers = label.match(/:\d+/g) ?? []
      const n = numbers.reduce((sum, number) => sum + Number(number.slice(1)), 0)
      byNumber.set(n, (byNumber.get(n) ?? 0) + share)
    }
    const [n, most] = [...byNumber].toSorted(([, a], [, b]) => b - a)[0]!
    const energy = -R * TEMPERATURE * Math.log(byNumber.get(n - 1)! / most)
    expect(n).toBeGreaterThan(0)
    expect(desolvationEnergy(blocks[1]!, bins, TEMPERATURE)).toBeCloseTo(energy, 3)
  })
})
