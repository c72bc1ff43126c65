import { describe, expect, it } from 'vitest'
import { createObservers } from '../../../src/observe/registry.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import {
  emptyBox,
  fillAtRandom,
  hamiltonianOf,
  measured,
  randomBelow,
  TEMPERATURE,
} from './filling.ts'
import { naiveBjerrumPairs } from './naive-bjerrum-pairs.ts'
import { naiveForceFieldCounts } from './naive-force-field-counts.ts'
import { naiveHistograms, sitesByDistance } from './naive-histograms.ts'
import { naiveObservables } from './naive-observables.ts'

const STIFF = { ...SMALL_FORCE_FIELD, libration: null }

const FILLINGS: readonly [cells: number, counts: Record<string, number>][] = [
  [2, { 'Zn2+': 1, 'Cl-': 2, H2O: 6 }],
  [2, { H2O: 3 }],
  [2, { 'Cl-': 3, H2O: 13 }],
  [4, { 'Zn2+': 5, 'Cl-': 10, H2O: 60 }],
  [4, { 'Zn2+': 10, 'Cl-': 20, H2O: 20 }],
  [4, { 'Zn2+': 1, 'Cl-': 2, H2O: 5 }],
  [4, { H2O: 128 }],
  [6, { 'Zn2+': 10, 'Cl-': 20, H2O: 180 }],
  [6, { 'Zn2+': 40, 'Cl-': 80, H2O: 60 }],
  [6, { 'Zn2+': 80, 'Cl-': 160, H2O: 60 }],
  [8, { 'Zn2+': 20, 'Cl-': 40, H2O: 300 }],
  [6, { H2O: 12 }],
  [8, { H2O: 9 }],
]

describe('every observer agrees with its naive twin in space', () => {
  it.each(FILLINGS)('%i cells with %o', (cells, counts) => {
    const configuration = emptyBox(cells, Object.keys(counts), STIFF)
    const below = randomBelow(`twins ${cells}`)
    fillAtRandom(configuration, counts, below)
    const names = ['hydrogenBonds', 'tetrahedral', 'coordination', 'freeWater', 'iceOrder']
    const observers = createObservers(
      [...names, 'densityFluctuation', 'pairing', 'clusters'],
      configuration,
      hamiltonianOf(configuration),
    )
    // The observers keep tables from one configuration to the next: the later ones test those.
    for (let round = 0; round < 3; round++) {
      if (round > 0) fillAtRandom(configuration, counts, below)
      const expected = naiveObservables(configuration)
      const found = Object.assign({}, ...observers.map((observer) => measured(observer)))
      for (const [name, value] of Object.entries(expected)) {
        if (Number.isNaN(value)) expect(found[name], name).toBeNaN()
        else expect(found[name], name).toBeCloseTo(value, 11)
      }
      const untested = Object.keys(found).filter((name) => !(name in expected))
      expect(untested.filter((name) => !name.startsWith('sublatticeOccupation'))).toEqual([])
    }
  })

  it.each(FILLINGS)(
    '%i cells with %o: counts for the force field and Bjerrum pairs',
    (cells, counts) => {
      const configuration = emptyBox(cells, Object.keys(counts), STIFF)
      const groups = ['forceFieldCounts', 'bjerrumPairs']
      const observers = createObservers(groups, configuration, hamiltonianOf(configuration))
      const below = randomBelow(`counts ${cells}`)
      for (let round = 0; round < 3; round++) {
        fillAtRandom(configuration, counts, below)
        const found = Object.assign({}, ...observers.map((observer) => measured(observer)))
        const expected = {
          ...naiveForceFieldCounts(configuration),
          ...naiveBjerrumPairs(configuration, TEMPERATURE),
        }
        for (const [name, value] of Object.entries(found)) {
          expect(value, name).toBeCloseTo(expected[name] ?? 0, 9)
        }
        expect(Object.keys(expected).filter((name) => !(name in found))).toEqual([])
      }
    },
  )

  it.each(FILLINGS)('%i cells with %o: histograms', (cells, counts) => {
    const configuration = emptyBox(cells, Object.keys(counts), STIFF)
    const groups = ['shells', 'clusters', 'radialDistribution']
    const observers = createObservers(groups, configuration, hamiltonianOf(configuration))
    const sites = sitesByDistance(2 * cells, 2.76)
    const below = randomBelow(`histograms ${cells}`)
    for (const block of [3, 7]) {
      fillAtRandom(configuration, counts, below)
      for (const observer of observers) measured(observer, block)
      const expected = naiveHistograms(configuration)
      const gathered = observers.flatMap(({ distributions }) => distributions)
      for (const { name, bins, blocks, reference } of gathered) {
        const found = [...bins.entries()].filter(([bin]) => blocks[block]![bin] !== 0)
        const counted = found.map(([bin, label]) => [String(label), blocks[block]![bin]])
        expect(Object.fromEntries(counted), name).toEqual(expected[name] ?? {})
        for (const [bin, share] of (reference ?? []).entries()) {
          expect(share).toBeCloseTo(sites[bins[bin]!]! / (2 * cells ** 3 - 1), 12)
        }
      }
      const names = gathered.map(({ name }) => name)
      expect(Object.keys(expected).filter((name) => !names.includes(name))).toEqual([])
    }
  })
})
