import { GAS_CONSTANT } from '../units/constants.ts'
import type { Measured } from './coupling-path.ts'

/** What a box at one temperature is worth, in kT and k of the whole box. */
export interface FreeEnergy {
  /** βF = −ln Ω + ∫₀¹ ⟨βH⟩_λ dλ */
  readonly betaF: Measured
  /** S/k = β⟨Σh⟩ − βF; less than ln Ω of the states wherever contacts carry entropy of their own. */
  readonly entropy: Measured
}

/**
 * Free energy and entropy from the exact count of states and the coupling integral.
 * @param enthalpy ⟨Σh⟩ of the box at full coupling, kJ/mol, independent of the integral
 */
export function freeEnergy(
  logStates: number,
  integral: Measured,
  enthalpy: Measured,
  temperature: number,
): FreeEnergy {
  const beta = 1000 / (GAS_CONSTANT * temperature)
  const betaF = { value: integral.value - logStates, standardError: integral.standardError }
  const [a, b] = [beta * enthalpy.standardError, betaF.standardError]
  return {
    betaF,
    entropy: {
      value: beta * enthalpy.value - betaF.value,
      standardError: Math.sqrt(a * a + b * b),
    },
  }
}
