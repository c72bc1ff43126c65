import {
  AVOGADRO,
  ELEMENTARY_CHARGE,
  GAS_CONSTANT,
  REFERENCE_TEMPERATURE,
  ZERO_CELSIUS,
} from './constants.ts'

/** A unit as it is written; value in canonical units = number × factor + offset. */
export interface Unit {
  /** Spellings; the first is the one shown. */
  readonly names: readonly string[]
  /** The unit that the value is then in. */
  readonly canonical: string
  readonly factor: number
  readonly offset: number
}

/** What can be measured in these units. A bare number is in the first of them. */
export interface Dimension {
  /** With its article, for messages: `a temperature`. */
  readonly what: string
  readonly units: readonly [Unit, ...Unit[]]
}

const THERMAL_ENERGY = (GAS_CONSTANT * REFERENCE_TEMPERATURE) / 1000
const ELECTRON_VOLT = (ELEMENTARY_CHARGE * AVOGADRO) / 1000
const CALORIE = 4.184

function unit(names: readonly string[], canonical: string, factor = 1, offset = 0): Unit {
  return { names, canonical, factor, offset }
}

const KELVIN = ['K', 'kelvin']
const CELSIUS = ['degC', '°C', '℃', 'celsius']
const ANGSTROM = ['Å', 'A', 'angstrom', 'Angstrom']

/** K. */
export const TEMPERATURE: Dimension = {
  what: 'a temperature',
  units: [unit(KELVIN, 'K'), unit(CELSIUS, 'K', 1, ZERO_CELSIUS)],
}

/** °C: the scale on which measured correlations are written. */
export const CELSIUS_TEMPERATURE: Dimension = {
  what: 'a temperature',
  units: [unit(CELSIUS, 'degC'), unit(KELVIN, 'degC', 1, -ZERO_CELSIUS)],
}

/** kJ/mol; `kT` is R × 298.15 K = 2.479 kJ/mol whatever the temperature of the run, `eV` is per particle. */
export const MOLAR_ENERGY: Dimension = {
  what: 'an energy',
  units: [
    unit(['kJ/mol'], 'kJ/mol'),
    unit(['kcal/mol'], 'kJ/mol', CALORIE),
    unit(['eV'], 'kJ/mol', ELECTRON_VOLT),
    unit(['kT'], 'kJ/mol', THERMAL_ENERGY),
    unit(['J/mol'], 'kJ/mol', 0.001),
  ],
}

/** J/mol/K. */
export const MOLAR_ENTROPY: Dimension = {
  what: 'an entropy',
  units: [
    unit(['J/mol/K', 'J/(mol K)', 'J/(mol·K)'], 'J/mol/K'),
    unit(['cal/mol/K', 'cal/(mol K)'], 'J/mol/K', CALORIE),
    unit(['R'], 'J/mol/K', GAS_CONSTANT),
  ],
}

/** Å. */
export const LENGTH: Dimension = {
  what: 'a length',
  units: [unit(ANGSTROM, 'Å'), unit(['nm'], 'Å', 10), unit(['pm'], 'Å', 0.01)],
}

/** 1/Å. */
export const INVERSE_LENGTH: Dimension = {
  what: 'an inverse length',
  units: [
    unit(['1/Å', '1/A', '1/angstrom', 'Å-1', 'Å⁻¹'], '1/Å'),
    unit(['1/nm', 'nm-1', 'nm⁻¹'], '1/Å', 0.1),
  ],
}

/** kJ/mol/rad². */
export const STIFFNESS: Dimension = {
  what: 'a stiffness',
  units: [unit(['kJ/mol/rad2', 'kJ/mol/rad²'], 'kJ/mol/rad2')],
}

/** g/cm³. */
export const MASS_DENSITY: Dimension = {
  what: 'a density',
  units: [
    unit(['g/cm3', 'g/cm³', 'g/mL', 'g/ml', 'kg/L'], 'g/cm3'),
    unit(['kg/m3', 'kg/m³'], 'g/cm3', 0.001),
  ],
}

/** MPa. */
export const PRESSURE: Dimension = {
  what: 'a pressure',
  units: [
    unit(['MPa'], 'MPa'),
    unit(['bar'], 'MPa', 0.1),
    unit(['GPa'], 'MPa', 1000),
    unit(['atm'], 'MPa', 0.101325),
  ],
}

/** cm³/mol. */
export const MOLAR_VOLUME: Dimension = {
  what: 'a molar volume',
  units: [unit(['cm3/mol', 'cm³/mol', 'mL/mol'], 'cm3/mol')],
}

/** g/mol. */
export const MOLAR_MASS: Dimension = {
  what: 'a molar mass',
  units: [unit(['g/mol'], 'g/mol'), unit(['kg/mol'], 'g/mol', 1000)],
}

/** Amount of a salt. The three measures are not converted into each other: that needs the solution. */
export const AMOUNT: Dimension = {
  what: 'an amount of salt',
  units: [
    unit(['mol/kg', 'm', 'molal'], 'mol/kg'),
    unit(['mol/L', 'M', 'mol/l', 'mol/dm3', 'mol/dm³', 'molar'], 'mol/L'),
    unit(['mole fraction'], 'mole fraction'),
  ],
}

/** Sweeps; a sweep is as many attempted moves as there are sites. */
export const SWEEPS: Dimension = {
  what: 'a number of sweeps',
  units: [unit(['sweeps', 'sweep'], 'sweeps')],
}

/** s. */
export const DURATION: Dimension = {
  what: 'a time',
  units: [
    unit(['s', 'second', 'seconds'], 's'),
    unit(['min', 'minute', 'minutes'], 's', 60),
    unit(['h', 'hour', 'hours'], 's', 3600),
  ],
}
