import type { ForceField } from '../forcefield/force-field.ts'
import { tabulateShiftedForce } from './damped-shifted-force.ts'
import { type PotentialTable, tabulatePotential } from './ewald.ts'

/** The potential that charges of a force field have in a box. */
export function potentialIn(cells: number, forceField: ForceField): PotentialTable {
  const { electrostatics, spacing } = forceField
  if (electrostatics === undefined) return tabulatePotential(cells)
  const { cutoff, damping } = electrostatics
  return tabulateShiftedForce(cells, cutoff / spacing.value, damping * spacing.value)
}
