import { ENERGY_UNIT } from '../model/hamiltonian.ts'
import { exp } from '../numeric/exp.ts'

/** Keeps the product with a site's weight within what a double can hold. */
const LARGEST_EXPONENT = 300

/** e^(−βE) of an energy in `ENERGY_UNIT`, plus `more` in kT; bounded by e^±300. */
export function boltzmann(energy: number, more = 0): number {
  const exponent = -energy * ENERGY_UNIT - more
  return exp(Math.min(Math.max(exponent, -LARGEST_EXPONENT), LARGEST_EXPONENT))
}
