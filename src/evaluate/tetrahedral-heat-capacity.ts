import { GAS_CONSTANT } from '../units/constants.ts'

const JOULES = 1000

/**
 * What changes of structure contribute to C_Q = T·dS_Q/dT, in the unit of the entropy: Cov(S_Q, Σh)/(RT), from
 * equally long series of S_Q and of Σh (kJ/mol, whole box), since d ln p/dT of a configuration is
 * (Σh − ⟨Σh⟩)/(RT²). Libration adds ⟨T·∂S_Q/∂T⟩ at fixed structure. In ice the structure does not change,
 * and that is all: (3/2) k_B (Kumar, Buldyrev & Stanley, PNAS 106, 22130 (2009)).
 * @throws RangeError for series that are empty or of unequal length
 */
export function structuralHeatCapacity(
  entropy: ArrayLike<number>,
  enthalpy: ArrayLike<number>,
  temperature: number,
): number {
  const samples = entropy.length
  if (samples === 0 || samples !== enthalpy.length) {
    throw new RangeError(`series of ${samples} and ${enthalpy.length} samples`)
  }
  let [s, h] = [0, 0]
  for (let k = 0; k < samples; k++) {
    s += entropy[k]! / samples
    h += enthalpy[k]! / samples
  }
  let covariance = 0
  for (let k = 0; k < samples; k++) covariance += ((entropy[k]! - s) * (enthalpy[k]! - h)) / samples
  return (covariance * JOULES) / (GAS_CONSTANT * temperature)
}
