import { describe, expect, it } from 'vitest'
import { createObservers } from '../../../src/observe/registry.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import { emptyBox, fillAtRandom, hamiltonianOf, measured, randomBelow } from './filling.ts'
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
  [6, { H2O: 12 }],
  [8, { H2O: 9 }],
]

describe('every observer agrees with its naive twin in space', () => {
  it.each(FILLINGS)('%i cells with %o', (cells, counts) => {
    const configuration = emptyBox(cells, Object.keys(counts), STIFF)
    const names = ['hydrogenBonds', 'tetrahedral', 'coordination', 'freeWater', 'iceOrder']
    const observers = createObservers(
      [...names, 'densityFluctuation'],
      configuration,
      hamiltonianOf(configuration),
    )
    const below = randomBelow(`twins ${cells}`)
    // The observers keep tables from one configuration to the next: the later ones test those.
    for (let round = 0; round < 3; round++) {
      fillAtRandom(configuration, counts, below)
      const expected = naiveObservables(configuration)
      const found = Object.assign({}, ...observers.map((observer) => measured(observer)))
      for (const [name, value] of Object.entries(expected)) {
        expect(found[name], name).toBeCloseTo(value, 11)
      }
      const untested = Object.keys(found).filter((name) => !(name in expected))
      expect(untested.filter((name) => !name.startsWith('sublatticeOccupation'))).toEqual([])
    }
  })
})
