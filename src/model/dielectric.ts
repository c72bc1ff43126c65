import type { DielectricData } from '../forcefield/force-field.ts'
import { exp } from '../numeric/exp.ts'
import { log } from '../numeric/log.ts'
import { PI } from '../numeric/trigonometry.ts'
import {
  AVOGADRO,
  ELEMENTARY_CHARGE,
  GAS_CONSTANT,
  VACUUM_PERMITTIVITY,
  ZERO_CELSIUS,
} from '../units/constants.ts'

/** Relative permittivity of the solvent at one temperature, and how it changes with it. */
export interface Permittivity {
  /** ε_r */
  readonly value: number
  /** d ln ε / d ln T */
  readonly slope: number
  /** d(slope)/dT, 1/K */
  readonly slopeChange: number
  readonly extrapolated: boolean
}

/** Relative permittivity of the solvent at a temperature in K. */
export function permittivity(data: DielectricData, temperature: number): Permittivity {
  const celsius = temperature - ZERO_CELSIUS
  if (celsius < data.from) return extrapolate(data, data.from, data.slopeBelow, temperature)
  if (celsius > data.to) return extrapolate(data, data.to, data.slopeAbove, temperature)
  const [value, first, second] = polynomial(data.coefficients, celsius)
  const slope = (temperature * first) / value
  const slopeChange = first / value + (temperature * second) / value - (slope * first) / value
  return { value, slope, slopeChange, extrapolated: false }
}

/** ε = ε_end (T/T_end)^slope. */
function extrapolate(data: DielectricData, end: number, slope: number, temperature: number) {
  const [atEnd] = polynomial(data.coefficients, end)
  const value = atEnd * exp(slope * log(temperature / (end + ZERO_CELSIUS)))
  return { value, slope, slopeChange: 0, extrapolated: true }
}

/** Value, first and second derivative by Horner's rule. */
function polynomial(coefficients: readonly number[], t: number): [number, number, number] {
  let [value, first, half] = [0, 0, 0]
  for (const coefficient of coefficients.toReversed()) {
    half = half * t + first
    first = first * t + value
    value = value * t + coefficient
  }
  return [value, first, 2 * half]
}

/** e²/(4π ε₀ ε_r kT) in Å: the distance at which two unit charges hold kT. */
export function bjerrumLength(relativePermittivity: number, temperature: number): number {
  const boltzmann = GAS_CONSTANT / AVOGADRO
  return (
    (1e10 * ELEMENTARY_CHARGE * ELEMENTARY_CHARGE) /
    (4 * PI * VACUUM_PERMITTIVITY * relativePermittivity * boltzmann * temperature)
  )
}
