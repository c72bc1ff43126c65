import { describe, expect, test } from 'vitest'
import { createObservers } from '../../../src/observe/registry.ts'
import {
  emptyBox,
  fillAtRandom,
  hamiltonianOf,
  measured,
  perfectIce,
  randomBelow,
} from './filling.ts'

const COUNTS = { 'Zn2+': 12, 'Cl-': 24, H2O: 180 }
const CELLS = 6
const SITES = 2 * CELLS ** 3
const ROUNDS = 150

/** The chance that another site holds one of so many particles. */
const share = (particles: number) => particles / (SITES - 1)
/** The chance that none of eight other sites holds one of them. */
const noneOf = (particles: number) =>
  Array.from({ length: 8 }, (_, k) => (SITES - 1 - particles - k) / (SITES - 1 - k)).reduce(
    (product, one) => product * one,
  )

const WATERS = share(COUNTS.H2O - 1)

/** What chance alone gives: each arm meets a face of a water turned at random, two in eight of each kind. */
const EXPECTED: Readonly<Record<string, number>> = {
  'hydrogenBondsPerWater:straight': 2 * 2 * WATERS * (2 / 8),
  'hydrogenBondsPerWater:bent': 2 * 2 * WATERS * (2 / 8),
  hydrogenBondsPerWater: 2 * 2 * WATERS * (4 / 8),
  anionBondsPerWater: 2 * share(COUNTS['Cl-']),
  'hydroxyl:straight': WATERS * (2 / 8),
  'hydroxyl:anion': share(COUNTS['Cl-']),
  'hydroxyl:free': 1 - WATERS * (4 / 8) - share(COUNTS['Cl-']),
  'coordination:Zn2+-H2O': 8 * share(COUNTS.H2O),
  'coordination:Zn2+-Cl-': 8 * share(COUNTS['Cl-']),
  'coordination:Cl--H2O': 8 * share(COUNTS.H2O),
  freeWaterFraction: noneOf(COUNTS['Zn2+']),
  untouchedWaterFraction: noneOf(COUNTS['Zn2+'] + COUNTS['Cl-']),
  'densityFluctuation:H2O': ((SITES - COUNTS.H2O) / SITES) * (SITES / (SITES - 1)),
}

describe('a random filling has what chance gives', () => {
  const box = emptyBox(CELLS, Object.keys(COUNTS))
  const observers = createObservers(['default'], box, hamiltonianOf(box))
  const below = randomBelow('a random filling')
  const rounds = Array.from({ length: ROUNDS }, () => {
    fillAtRandom(box, COUNTS, below)
    return Object.assign({}, ...observers.map((observer) => measured(observer)))
  })
  const mean = (name: string) => rounds.reduce((sum, found) => sum + found[name] / ROUNDS, 0)

  test.each(Object.entries(EXPECTED))('%s', (name, expected) => {
    const variance =
      rounds.reduce((sum, found) => sum + (found[name] - mean(name)) ** 2, 0) / (ROUNDS - 1)
    const error = Math.sqrt(variance / ROUNDS)
    expect(Math.abs(mean(name) - expected)).toBeLessThan(4 * error)
    // The errors are small enough to mean something.
    expect(error).toBeLessThan(0.1 * expected)
  })

  test('and ice does not', () => {
    const ice = perfectIce(CELLS)
    const found = Object.assign(
      {},
      ...createObservers(['default'], ice, hamiltonianOf(ice)).map((one) => measured(one)),
    )
    expect(found.hydrogenBondsPerWater).toBe(4)
    expect(2 * 2 * share(SITES / 2 - 1) * (4 / 8)).toBeLessThan(1.1)
    expect(found['densityFluctuation:H2O']).toBeLessThan(1e-9)
  })
})
