import { describe, expect, it } from 'vitest'
import { EnergyObserver } from '../../../src/observe/energy.ts'
import { emptyBox, fillAtRandom, hamiltonianOf, measured, randomBelow } from './filling.ts'
import { naiveEnergy } from './naive-energy.ts'

describe('energy', () => {
  const configuration = emptyBox(4, ['H2O', 'Zn2+', 'Cl-'])
  fillAtRandom(configuration, { 'Zn2+': 4, 'Cl-': 8, H2O: 50 }, randomBelow('energy'))

  it.each([280, 298.15, 350])(
    'agrees with contacts, shells and ions summed by hand at %f K',
    (t) => {
      const found = measured(new EnergyObserver(configuration, hamiltonianOf(configuration, t)))
      const expected = naiveEnergy(configuration, t).enthalpy
      // Potentials are rounded to 2^-28, constants to seven digits.
      expect(found.enthalpy).toBeCloseTo(expected, 3)
      expect(found.energyPerSite! * 128).toBeCloseTo(found.enthalpy!, 9)
      expect(found.energyPerWater! * 50).toBeCloseTo(found.enthalpy!, 9)
    },
  )

  it('has the slope of the enthalpy with temperature', () => {
    const at = (t: number) =>
      measured(new EnergyObserver(configuration, hamiltonianOf(configuration, t)))
    const difference = (at(310.01).enthalpy! - at(309.99).enthalpy!) / 0.02
    expect(at(310).enthalpySlope).toBeCloseTo(difference, 7)
  })

  it('has no energy per water where the system knows no water', () => {
    const dry = emptyBox(2, ['Zn2+', 'Cl-'])
    fillAtRandom(dry, { 'Zn2+': 1, 'Cl-': 2 }, randomBelow('dry'))
    const found = measured(new EnergyObserver(dry, hamiltonianOf(dry)))
    expect(Object.keys(found)).toEqual(['enthalpy', 'enthalpySlope', 'energyPerSite'])
  })
})
