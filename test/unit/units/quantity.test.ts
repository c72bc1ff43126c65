import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as dimensions from '../../../src/units/dimension.ts'
import { formatQuantity, parseQuantity } from '../../../src/units/quantity.ts'

const {
  AMOUNT,
  CELSIUS_TEMPERATURE,
  LENGTH,
  MASS_DENSITY,
  MOLAR_ENERGY,
  MOLAR_ENTROPY,
  SWEEPS,
  TEMPERATURE,
} = dimensions
const ALL: dimensions.Dimension[] = Object.values(dimensions)

describe('parseQuantity', () => {
  it.each([
    ['25 degC', TEMPERATURE, 298.15],
    ['25°C', TEMPERATURE, 298.15],
    ['298.15 K', TEMPERATURE, 298.15],
    [300, TEMPERATURE, 300],
    ['300', TEMPERATURE, 300],
    ['−80 degC', TEMPERATURE, 193.15],
    ['273.15 K', CELSIUS_TEMPERATURE, 0],
    ['1 kcal/mol', MOLAR_ENERGY, 4.184],
    ['1 eV', MOLAR_ENERGY, 96.48533212331],
    ['1 kT', MOLAR_ENERGY, 2.4789570296],
    ['-1e3 J/mol', MOLAR_ENERGY, -1],
    ['1 R', MOLAR_ENTROPY, 8.31446261815324],
    ['0.276 nm', LENGTH, 2.76],
    ['2.76 A', LENGTH, 2.76],
    ['2.76 \u212b', LENGTH, 2.76],
    ['1420 kg/m3', MASS_DENSITY, 1.42],
    ['1.42 g/cm³', MASS_DENSITY, 1.42],
    ['20000 sweeps', SWEEPS, 20000],
  ])('reads %s', (text, dimension, value) => {
    const parsed = parseQuantity(text, dimension)
    expect(parsed.ok && parsed.value).toBeCloseTo(value, 9)
  })

  it('keeps the measure of an amount of salt', () => {
    expect(parseQuantity('2 m', AMOUNT)).toEqual({ ok: true, value: 2, unit: 'mol/kg' })
    expect(parseQuantity('2 M', AMOUNT)).toEqual({ ok: true, value: 2, unit: 'mol/L' })
    expect(parseQuantity('0.1 mole fraction', AMOUNT)).toMatchObject({ unit: 'mole fraction' })
    expect(parseQuantity(2, AMOUNT)).toMatchObject({ unit: 'mol/kg' })
  })

  it.each([
    ['warm', 'start with a number'],
    ['20 m', "unit 'm'"],
    ['1,5 K', "unit ',5 K'"],
    ['1e999 K', 'not a temperature'],
    ['', 'start with a number'],
    [`${'1'.repeat(1e6)} 1`, 'not a temperature'],
    [Number.NaN, 'NaN'],
  ])('refuses %s and names the units that would do', (text, message) => {
    const parsed = parseQuantity(text, TEMPERATURE)
    expect(parsed).toMatchObject({ ok: false, hint: expect.stringContaining('K or degC') })
    expect(parsed).toMatchObject({ message: expect.stringContaining(message) })
  })

  it('reads back what formatQuantity wrote, to the bit', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(value, fc.constantFrom(...ALL), (number, dimension) => {
        const parsed = parseQuantity(formatQuantity(number, dimension), dimension)
        expect(parsed).toMatchObject({ ok: true, value: number + 0 })
      }),
    )
  })

  it('reads back every unit by its own name', () => {
    for (const dimension of ALL) {
      for (const unit of dimension.units) {
        for (const name of unit.names) {
          const parsed = parseQuantity(`7 ${name}`, dimension)
          const value = 7 * unit.factor + unit.offset
          expect(parsed).toEqual({ ok: true, value, unit: unit.canonical })
        }
      }
    }
  })
})
