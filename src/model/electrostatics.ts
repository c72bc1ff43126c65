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
  /** Of a table with a cut-off: [coordinate in half-cells, from −most on] → the same within the box */
  readonly #fold: Int32Array | null
  /** Where rows of half the sites begin; of two sites at a time, for every move of an ion. */
  readonly #starts: readonly [Int32Array, Int32Array]

  constructor(table: PotentialTable) {
    this.table = table
    this.#corners = table.cells * table.cells * table.cells
    this.potential = new Float64Array(2 * this.#corners)
    const { cells, neighbourhood } = table
    const size = 2 * cells
    const most = neighbourhood?.most ?? 0
    const folded = (_: unknown, k: number) => (((k - most) % size) + size) % size
    this.#starts = [new Int32Array(cells * cells), new Int32Array(cells * cells)]
    this.#fold = neighbourhood ? Int32Array.from({ length: size + 2 * most }, folded) : null
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
    this.#shift(from, to, charge)
  }

  /** Potential that a unit charge on one site has on another. */
  #between(from: number, to: number): number {
    const { cells, same, cross } = this.table
    const corners = this.#corners
    const fromCentre = from < corners ? 0 : 1
    const isSame = from < corners === to < corners
    // From a centre to a corner the displacement is 2(x − x₀) − 1 = 2(x − x₀ − 1) + 1.
    const less = !isSame && fromCentre === 1 ? 1 : 0
    let a = fromCentre === 0 ? from : from - corners
    let b = to < corners ? to : to - corners
    let entry = 0
    let stride = 1
    for (let axis = 0; axis < 3; axis++) {
      const aRest = ((a + 0.5) / cells) | 0
      const bRest = ((b + 0.5) / cells) | 0
      let steps = b - a - cells * (bRest - aRest) - less
      if (steps < 0) steps += cells
      entry += steps * stride
      // Rows are doubled in x.
      stride *= axis === 0 ? 2 * cells : cells
      a = aRest
      b = bRest
    }
    return (isSame ? same : cross)[entry]!
  }

  /** Adds the potential of a charge at `site`, row by row. */
  #add(site: number, charge: number): void {
    if (this.#fold !== null) {
      this.#addNearby(site, charge, this.#fold)
      return
    }
    const { cells } = this.table
    const { potential } = this
    const [starts] = this.#starts
    let target = 0
    for (let half = 0; half < 2; half++) {
      const table = this.#rows(site, half, starts)
      for (let row = 0; row < starts.length; row++) {
        const start = starts[row]!
        for (let x = 0; x < cells; x++) potential[target++]! += charge * table[start + x]!
      }
    }
  }

  /** Adds what `charge` has at one site and takes away what it has at another, in one pass. */
  #shift(from: number, to: number, charge: number): void {
    if (this.#fold !== null) {
      this.#addNearby(from, -charge, this.#fold)
      this.#addNearby(to, charge, this.#fold)
      return
    }
    const { cells } = this.table
    const { potential } = this
    const [here, there] = this.#starts
    let target = 0
    for (let half = 0; half < 2; half++) {
      const minus = this.#rows(from, half, here)
      const plus = this.#rows(to, half, there)
      for (let row = 0; row < here.length; row++) {
        const [p, q] = [there[row]!, here[row]!]
        for (let x = 0; x < cells; x++) {
          potential[target++]! += charge * (plus[p + x]! - minus[q + x]!)
        }
      }
    }
  }

  /** Adds the potential of a charge within the cut-off. */
  #addNearby(site: number, charge: number, fold: Int32Array): void {
    const { cells } = this.table
    const { steps, values, most } = this.table.neighbourhood!
    const { potential } = this
    const corners = this.#corners
    const centre = site < corners ? 0 : 1
    const cell = site - centre * corners
    const x = 2 * (cell % cells) + centre + most
    const y = 2 * (Math.floor(cell / cells) % cells) + centre + most
    const z = 2 * Math.floor(cell / (cells * cells)) + centre + most
    for (let k = 0, step = 0; k < values.length; k++, step += 3) {
      const [a, b, c] = [
        fold[z + steps[step]!]!,
        fold[y + steps[step + 1]!]!,
        fold[x + steps[step + 2]!]!,
      ]
      const target = (a & 1) * corners + ((a >> 1) * cells + (b >> 1)) * cells + (c >> 1)
      potential[target] = potential[target]! + charge * values[k]!
    }
  }

  /** The table of the displacements from `site` to half the sites; writes where each row begins in it to `starts`. */
  #rows(site: number, half: number, starts: Int32Array): Float64Array {
    const { cells, same, cross } = this.table
    const centre = site < this.#corners ? 0 : 1
    const cell = site - centre * this.#corners
    const less = half === 0 && centre === 1 ? 1 : 0
    const x0 = cell % cells
    const y0 = Math.floor(cell / cells) % cells
    const z0 = Math.floor(cell / (cells * cells))
    const firstX = (2 * cells - x0 - less) % cells
    for (let z = 0, row = 0; z < cells; z++) {
      const layer = ((2 * cells + z - z0 - less) % cells) * cells
      for (let y = 0; y < cells; y++, row++) {
        starts[row] = (layer + ((2 * cells + y - y0 - less) % cells)) * 2 * cells + firstX
      }
    }
    return half === centre ? same : cross
  }
}

/** kT per unit of `twiceEnergy`, for a Bjerrum length and spacing in the same unit. */
export function coulombFactor(bjerrumLength: number, spacing: number): number {
  return (0.5 * POTENTIAL_UNIT * bjerrumLength) / spacing
}
