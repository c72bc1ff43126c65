import { GAS_CONSTANT } from '../units/constants.ts'

const JOULES = 1000

/**
 * Configurational heat capacity, J/mol/K per mole of `particles` (waters, or sites):
 * C = [Var(Σh)/(R T²) + ⟨∂Σh/∂T⟩]/particles, from equally long series of Σh (kJ/mol, whole box) and of
 * Σ∂h/∂T (kJ/mol/K). The second term is there because Coulomb's share depends on temperature by
 * itself, through ε_r(T). The variance is that of the samples, divided by their number: of correlated
 * samples no divisor makes it unbiased, and a jackknife over blocks removes the leading bias.
 * @throws RangeError for series that are empty or of unequal length
 */
export function heatCapacity(
  enthalpy: ArrayLike<number>,
  enthalpySlope: ArrayLike<number>,
  temperature: number,
  particles: number,
): number {
  const samples = enthalpy.length
  if (samples === 0 || samples !== enthalpySlope.length) {
    throw new RangeError(`series of ${samples} and ${enthalpySlope.length} samples`)
  }
  let mean = 0
  let slope = 0
  for (let k = 0; k < samples; k++) {
    mean += enthalpy[k]! / samples
    slope += enthalpySlope[k]! / samples
  }
  let variance = 0
  for (let k = 0; k < samples; k++) {
    const deviation = (enthalpy[k]! - mean) * JOULES
    variance += (deviation * deviation) / samples
  }
  const fluctuation = variance / (GAS_CONSTANT * temperature * temperature)
  return (fluctuation + slope * JOULES) / particles
}

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
