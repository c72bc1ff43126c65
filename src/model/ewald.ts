import { erfc } from '../numeric/erfc.ts'
import { exp } from '../numeric/exp.ts'
import { cos, PI } from '../numeric/trigonometry.ts'

/** Fixed-point unit of the potential table: v = integer × 2⁻³² (in units of 1 / nearest-neighbour distance). */
export const POTENTIAL_UNIT = 1 / 4294967296

/**
 * Periodic Coulomb potential of a unit charge, tin-foil boundary, neutralising background, on every
 * displacement of a bcc lattice, in units of 1/d with d the nearest-neighbour distance, rounded once
 * to multiples of `POTENTIAL_UNIT`. The zero displacement holds the self term: the potential of a
 * charge's own images and background. Rows are doubled in x, so that a shifted row is contiguous.
 *
 * Ewald's sum (de Leeuw, Perram & Smith, Proc. R. Soc. A 373, 27 (1980)) in half-cell units:
 * v(r) = Σ_n erfc(α|r+n|)/|r+n| + (4π/V) Σ_k e^(−k²/4α²) cos(k·r)/k² − π/(α²V), less 2α/√π at r = 0.
 */
export interface PotentialTable {
  readonly cells: number
  /** `[(z·cells + y)·2·cells + x]`: displacement (2x, 2y, 2z) */
  readonly same: Float64Array
  /** the same for the displacement (2x + 1, 2y + 1, 2z + 1) */
  readonly cross: Float64Array
  /** Where a charge has a potential at all, if that is not everywhere. */
  readonly neighbourhood?: Neighbourhood
}

/** Displacements, and the potential there. */
export interface Neighbourhood {
  /** [3·index + axis] → z, y and x of a displacement, in half-cells */
  readonly steps: Int32Array
  readonly values: Float64Array
  /** No component of any step is larger. */
  readonly most: number
}

export interface CutOffTable extends PotentialTable {
  readonly neighbourhood: Neighbourhood
}

export function tabulatePotential(cells: number): PotentialTable {
  const sum = new EwaldSum(cells)
  return tabulate(cells, (x, y, z) => sum.at(x, y, z) * Math.sqrt(3))
}

/**
 * Builds a table of a potential in units of 1/d at displacements in half-cells; cubic symmetry leaves one in 48 to
 * be found.
 */
export function tabulate(
  cells: number,
  potential: (x: number, y: number, z: number) => number,
): PotentialTable {
  const known = new Map<number, number>()
  const size = 2 * cells
  const fixedPoint = (x: number, y: number, z: number): number => {
    // Reflected and permuted displacements share one value, which makes the table exactly symmetric.
    const [a, b, c] = [x, y, z].map((k) => Math.min(k, size - k)).sort((p, q) => p - q)
    const key = (a! * size + b!) * size + c!
    let value = known.get(key)
    if (value === undefined) {
      value = Math.round(potential(a!, b!, c!) / POTENTIAL_UNIT)
      known.set(key, value)
    }
    return value
  }
  const tables = [0, 1].map((odd) => {
    const table = new Float64Array(cells * cells * size)
    for (let z = 0; z < cells; z++) {
      for (let y = 0; y < cells; y++) {
        for (let x = 0; x < size; x++) {
          table[(z * cells + y) * size + x] = fixedPoint(
            2 * (x % cells) + odd,
            2 * y + odd,
            2 * z + odd,
          )
        }
      }
    }
    return table
  })
  return { cells, same: tables[0]!, cross: tables[1]! }
}

/** Terms of the reciprocal sum: e^(−π²m²/16) < 10⁻¹⁷ beyond. */
const LARGEST_WAVE = 8

class EwaldSum {
  readonly #box: number
  readonly #alpha: number
  readonly #cosine: Float64Array
  readonly #amplitude: Float64Array

  constructor(cells: number) {
    this.#box = 2 * cells
    // With α = 2/cells the first image left out of ±1 lies at 3·cells: erfc(6) = 2·10⁻¹⁷.
    this.#alpha = 2 / cells
    this.#cosine = Float64Array.from({ length: this.#box }, (_, k) => cos((2 * PI * k) / this.#box))
    const waves = LARGEST_WAVE + 1
    this.#amplitude = new Float64Array(waves * waves * waves)
    const volume = this.#box * this.#box * this.#box
    const alpha2 = this.#alpha * this.#alpha
    for (let index = 1; index < this.#amplitude.length; index++) {
      const m = [
        index % waves,
        Math.floor(index / waves) % waves,
        Math.floor(index / waves / waves),
      ]
      const m2 = m.reduce((total, component) => total + component * component, 0)
      const k2 = (m2 * 4 * PI * PI) / (this.#box * this.#box)
      const images = m.reduce((total, component) => (component === 0 ? total : 2 * total), 1)
      this.#amplitude[index] = (images * 4 * PI * exp(-k2 / (4 * alpha2))) / (k2 * volume)
    }
  }

  /** Potential at a displacement in half-cell units, in units of 1/(half a cell). */
  at(x: number, y: number, z: number): number {
    return this.#nearImages(x, y, z) + this.#waves(x, y, z) - this.#background()
  }

  #nearImages(x: number, y: number, z: number): number {
    const box = this.#box
    const alpha = this.#alpha
    let sum = 0
    for (let image = 0; image < 27; image++) {
      const dx = x + box * ((image % 3) - 1)
      const dy = y + box * ((Math.floor(image / 3) % 3) - 1)
      const dz = z + box * (Math.floor(image / 9) - 1)
      const distance = Math.sqrt(dx * dx + dy * dy + dz * dz)
      sum += distance === 0 ? (-2 * alpha) / Math.sqrt(PI) : erfc(alpha * distance) / distance
    }
    return sum
  }

  #waves(x: number, y: number, z: number): number {
    const box = this.#box
    const cosine = this.#cosine
    let sum = 0
    let index = 0
    for (let mz = 0; mz <= LARGEST_WAVE; mz++) {
      const cz = cosine[(mz * z) % box]!
      for (let my = 0; my <= LARGEST_WAVE; my++) {
        const cyz = cz * cosine[(my * y) % box]!
        for (let mx = 0; mx <= LARGEST_WAVE; mx++) {
          sum += this.#amplitude[index++]! * cyz * cosine[(mx * x) % box]!
        }
      }
    }
    return sum
  }

  #background(): number {
    const box = this.#box
    return PI / (this.#alpha * this.#alpha * box * box * box)
  }
}
