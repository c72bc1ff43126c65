import { erfc } from '../numeric/erfc.ts'
import { exp } from '../numeric/exp.ts'
import { PI } from '../numeric/trigonometry.ts'
import { type CutOffTable, type Neighbourhood, POTENTIAL_UNIT, tabulate } from './ewald.ts'

/**
 * Potential of a unit charge that other charges feel up to a cut-off R only, in the units and layout of Ewald's:
 * v(r) = erfc(αr)/r − erfc(αR)/R + (erfc(αR)/R² + 2α/√π·e^(−α²R²)/R)·(r − R), so that it ends with its slope. The
 * zero displacement holds what is left of v − 1/r there, the charge that neutralises its own sphere.
 * Source: Fennell and Gezelter, J. Chem. Phys. 124, 234104 (2006).
 * @param cutoff R in nearest-neighbour distances, at most half the box
 * @param damping α in their inverse
 */
export function tabulateShiftedForce(cells: number, cutoff: number, damping: number): CutOffTable {
  const atCutoff = erfc(damping * cutoff) / cutoff
  const gaussian = ((2 * damping) / Math.sqrt(PI)) * exp(-damping * damping * cutoff * cutoff)
  const slope = (atCutoff + gaussian) / cutoff
  const potential = (r: number) => {
    if (r >= cutoff) return 0
    const bare = r === 0 ? (-2 * damping) / Math.sqrt(PI) : erfc(damping * r) / r
    return bare - atCutoff + slope * (r - cutoff)
  }
  const distance = (x: number, y: number, z: number) => Math.sqrt((x * x + y * y + z * z) / 3)
  const table = tabulate(cells, (x, y, z) => potential(distance(x, y, z)))
  return {
    ...table,
    neighbourhood: neighbourhoodOf(cutoff, (r) => Math.round(potential(r) / POTENTIAL_UNIT)),
  }
}

/** All displacements of a bcc lattice with a potential, in half-cells. */
function neighbourhoodOf(cutoff: number, fixedPoint: (distance: number) => number): Neighbourhood {
  const most = Math.ceil(cutoff * Math.sqrt(3))
  const steps: number[] = []
  const values: number[] = []
  for (let z = -most; z <= most; z++) {
    for (let y = -most; y <= most; y++) {
      for (let x = -most; x <= most; x++) {
        if ((x - y) % 2 !== 0 || (y - z) % 2 !== 0) continue
        const value = fixedPoint(Math.sqrt((x * x + y * y + z * z) / 3))
        if (value === 0) continue
        steps.push(z, y, x)
        values.push(value)
      }
    }
  }
  return { steps: Int32Array.from(steps), values: Float64Array.from(values), most }
}
