import { POTENTIAL_UNIT, type PotentialTable } from './ewald.ts'

/**
 * Potentials and energy of the charges on the lattice, in whole multiples of `POTENTIAL_UNIT`, so that
 * they are exact however many moves have been made. Units: e²/(4π ε₀ ε_r d).
 */
export class Electrostatics {
  /** Potential at every site, self terms included. */
  readonly potential: Float64Array
  /** Σ_i q_i φ_i = twice the energy. */
  twiceEnergy = 0
  readonly table: PotentialTable
  readonly #corners: number

  constructor(table: PotentialTable) {
    this.table = table
    this.#corners = table.cells * table.cells * table.cells
    this.potential = new Float64Array(2 * this.#corners)
  }

  /** Adds the charges of a whole configuration; [site] → elementary charges. */
  rebuild(charges: Int8Array): void {
    this.potential.fill(0)
    for (let site = 0; site < charges.length; site++) {
      if (charges[site] !== 0) this.#add(site, charges[site]!)
    }
    this.twiceEnergy = 0
    for (let site = 0; site < charges.length; site++) {
      this.twiceEnergy += charges[site]! * this.potential[site]!
    }
  }

  /** Change of `twiceEnergy` when `charge` is moved from one site to another. */
  transferChange(from: number, to: number, charge: number): number {
    const self = this.table.same[0]!
    const pair = this.#between(from, to)
    return (
      2 * charge * (this.potential[to]! - this.potential[from]!) +
      2 * charge * charge * (self - pair)
    )
  }

  /** Moves `charge` from one site to another. */
  transfer(from: number, to: number, charge: number): void {
    this.twiceEnergy += this.transferChange(from, to, charge)
    this.#add(from, -charge)
    this.#add(to, charge)
  }

  #between(from: number, to: number): number {
    const { cells, same, cross } = this.table
    const [table, [x, y, z]] =
      from < this.#corners === to < this.#corners
        ? [same, this.#steps(from, to, 0)]
        : [cross, this.#steps(from, to, from < this.#corners ? 0 : 1)]
    return table[(z * cells + y) * 2 * cells + x]!
  }

  /** Cells from one site to another, 0 … cells − 1 along each axis, less `less`. */
  #steps(from: number, to: number, less: number): [number, number, number] {
    const cells = this.table.cells
    const a = from % this.#corners
    const b = to % this.#corners
    const fold = (steps: number) => (((steps - less) % cells) + cells) % cells
    return [
      fold((b % cells) - (a % cells)),
      fold((Math.floor(b / cells) % cells) - (Math.floor(a / cells) % cells)),
      fold(Math.floor(b / (cells * cells)) - Math.floor(a / (cells * cells))),
    ]
  }

  /** Adds the potential of a charge at `site`, row by row. */
  #add(site: number, charge: number): void {
    const { cells, same, cross } = this.table
    const potential = this.potential
    const centre = site < this.#corners ? 0 : 1
    for (let half = 0; half < 2; half++) {
      const table = half === centre ? same : cross
      // From a centre to a corner the displacement is 2(x − x₀) − 1 = 2(x − x₀ − 1) + 1.
      const [x0, y0, z0] = this.#steps(
        site,
        half * this.#corners,
        half === 0 && centre === 1 ? 1 : 0,
      )
      let target = half * this.#corners
      for (let z = 0; z < cells; z++) {
        for (let y = 0; y < cells; y++) {
          let entry = (((z0 + z) % cells) * cells + ((y0 + y) % cells)) * 2 * cells + x0
          for (let x = 0; x < cells; x++) potential[target++]! += charge * table[entry++]!
        }
      }
    }
  }
}

/** kT per unit of `twiceEnergy`, for a Bjerrum length and spacing in the same unit. */
export function coulombFactor(bjerrumLength: number, spacing: number): number {
  return (0.5 * POTENTIAL_UNIT * bjerrumLength) / spacing
}
