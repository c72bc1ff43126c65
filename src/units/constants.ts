/**
 * Physical constants. Boltzmann's, Avogadro's and the elementary charge are exact by the SI of 2019
 * (BIPM, SI brochure, 9th edition), hence so is R = N_A k_B; ε_0 is the CODATA value of 2018.
 */

/** N_A, 1/mol. */
export const AVOGADRO = 6.02214076e23

/** R = N_A k_B with k_B = 1.380649e-23 J/K, J/mol/K. */
export const GAS_CONSTANT = 8.31446261815324

/** e, C. */
export const ELEMENTARY_CHARGE = 1.602176634e-19

/** ε_0, F/m (CODATA 2018: 8.854 187 8128(13)e-12). */
export const VACUUM_PERMITTIVITY = 8.8541878128e-12

/** 0 °C in K, by definition. */
export const ZERO_CELSIUS = 273.15

/** The temperature in K at which the unit `kT` is taken, whatever the temperature of the run. */
export const REFERENCE_TEMPERATURE = 298.15
