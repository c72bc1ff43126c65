import { describe, expect, it } from 'vitest'
import { HydrogenBondObserver } from '../../../src/observe/hydrogen-bonds.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import { emptyBox, fillAtRandom, measured, randomBelow, waterState } from './filling.ts'

describe('hydrogen bonds', () => {
  it('counts the molecules by bonded arms and accepted bonds', () => {
    const configuration = emptyBox(4, ['H2O'])
    const { lattice, model } = configuration
    const neighbours = new Int32Array(8)
    lattice.nearest(0, neighbours)
    const state = new Uint8Array(lattice.sites)
    // The centre donates along directions 0 and 1; a straight acceptor waits at 0, nothing at 1.
    state[0] = waterState(model, [0, 1], [2, 3])
    state[neighbours[0]!] = waterState(model, [5, 6], [4, 7])
    configuration.fill(state)
    const observer = new HydrogenBondObserver(configuration)
    const found = measured(observer, 1)
    expect(found['hydrogenBondsPerWater:straight']).toBe(1)
    expect(found['hydroxyl:straight']).toBe(0.25)
    expect(found['waterFraction:weak']).toBe(0.25)
    const { bins, blocks } = observer.distributions[0]!
    expect(bins.length).toBe(15)
    const filled = bins.filter((_, k) => blocks[1]![k]! > 0)
    expect(filled).toEqual(['D0A1', 'D1A0'])
  })

  it('tells arms on another solvent apart', () => {
    const dmso = {
      ...SMALL_FORCE_FIELD.species[0]!,
      name: 'DMSO',
      patterns: [Array(8).fill('acceptor')],
    }
    const mixture = { ...SMALL_FORCE_FIELD, species: [...SMALL_FORCE_FIELD.species, dmso] }
    const configuration = emptyBox(4, ['H2O', 'DMSO'], mixture)
    fillAtRandom(configuration, { H2O: 1, DMSO: 127 }, randomBelow('dmso'))
    const found = measured(new HydrogenBondObserver(configuration))
    expect(found['hydroxyl:solvent']).toBe(1)
    expect(found['hydroxyl:free']).toBe(0)
    expect(found['waterFraction:weak']).toBe(1)
    expect(found.hydrogenBondsPerWater).toBe(0)
  })

  it('divides arms and waters without rest', () => {
    const configuration = emptyBox(4, ['H2O', 'Zn2+', 'Cl-'])
    const observer = new HydrogenBondObserver(configuration)
    const below = randomBelow('shares')
    for (let round = 0; round < 5; round++) {
      fillAtRandom(configuration, { H2O: 70, 'Zn2+': 5, 'Cl-': 10 }, below)
      const found = Object.entries(measured(observer))
      for (const group of ['hydrogenBondShare:', 'waterFraction:', 'hydroxyl:']) {
        const shares = found.filter(([name]) => name.startsWith(group))
        expect(shares.reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(1, 12)
      }
    }
  })
})
