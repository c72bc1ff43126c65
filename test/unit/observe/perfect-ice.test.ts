import { describe, expect, it } from 'vitest'
import { Configuration } from '../../../src/model/configuration.ts'
import { compileModel } from '../../../src/model/lattice-model.ts'
import { createObservers } from '../../../src/observe/registry.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import { hamiltonianOf, measured, perfectIce } from './filling.ts'

function observe(configuration: Configuration): Record<string, number> {
  const observers = createObservers(['default'], configuration, hamiltonianOf(configuration))
  return Object.assign({}, ...observers.map((observer) => measured(observer)))
}

describe('perfect ice Ic', () => {
  const found = observe(perfectIce(4))

  it('has four straight bonds a water', () => {
    expect(found['hydrogenBondsPerWater:straight']).toBe(4)
    expect(found['hydrogenBondsPerWater:bent']).toBe(0)
    expect(found['hydrogenBondShare:4']).toBe(1)
    expect(found['waterFraction:strong']).toBe(1)
    expect(found['hydroxyl:straight']).toBe(1)
    expect(found['hydroxyl:free']).toBe(0)
  })

  it('is on two of the four sublattices', () => {
    expect(found.iceOrder).toBe(1)
    expect(found['iceOrder:mostOrderedOctant']).toBe(1)
    expect([0, 1, 2, 3].map((k) => found[`sublatticeOccupation:${k}`])).toEqual([1, 0, 1, 0])
  })

  it('is one network without end', () => {
    expect(found['clusterSize:water:mean']).toBe(64)
    expect(found['clusterSize:water:largest']).toBe(64)
    expect(found['percolation:water']).toBe(1)
  })

  it('has q = 1 but for libration, 1 − ⟨q⟩ ≈ 4RT/k', () => {
    const ice = perfectIce(4)
    const rigid = new Configuration(
      ice.lattice,
      compileModel({ ...SMALL_FORCE_FIELD, libration: null }, ['H2O']),
    )
    rigid.fill(ice.state)
    expect(observe(rigid).tetrahedralOrder).toBeCloseTo(1, 12)
    expect(observe(rigid)).not.toHaveProperty('tetrahedralEntropy')
    const variance = (8.314462618e-3 * 298.15) / SMALL_FORCE_FIELD.libration!.value
    // The next order in the variance lowers 4σ² by some per cent.
    expect(1 - found.tetrahedralOrder!).toBeGreaterThan(0.93 * 4 * variance)
    expect(1 - found.tetrahedralOrder!).toBeLessThan(4 * variance)
    expect(found['tetrahedralOrder:fewerThanFour']).toBe(0)
  })

  it('has an energy of two straight bonds and six seconds a water, with cohesion', () => {
    // Each water: 2 bonds, and 12 waters on (220) that are no second neighbours (200) here.
    expect(found.energyPerWater).toBeCloseTo(2 * -16.66 - 0.8 * 0.5, 9)
  })
})
