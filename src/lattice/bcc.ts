import { CLOSE_DIRECTIONS, NEAREST_DIRECTIONS, SECOND_DIRECTIONS } from './directions.ts'

/** Low face, inside, high face along each of three axes, for corners and for centres. */
const KINDS = 2 * 27

/** Half-cell units along x, y and z. */
type Direction = readonly [number, number, number]

/** What a crossing of the box along each axis counts in one number for all three. */
const CROSSING = [1, 2 ** 17, 2 ** 34]

/**
 * A periodic body-centred cubic lattice of cells³ conventional cells, two sites each.
 *
 * Site `s·cells³ + (z·cells + y)·cells + x` lies at (2x + s, 2y + s, 2z + s) in half-cell units,
 * s = 0 on the corners of the cells and 1 at their centres. A neighbour is a step away in this
 * numbering, which depends on nothing but the kind of the site: whether it is a corner, and which faces
 * of the box its cell touches. The kind takes one byte a site; a table of neighbours would take
 * 32, and would not fit into the cache for large lattices.
 */
export class BccLattice {
  readonly cells: number
  readonly sites: number
  /** [site] → kind */
  readonly kind: Uint8Array
  /** [8 × kind + direction] → site of the nearest neighbour in that direction, less the site itself */
  readonly nearestSteps: Int32Array
  /**
   * [8 × kind + direction] → how often that step leaves the box along x, y and z, upwards less downwards, in
   * one number: x + 2¹⁷ y + 2³⁴ z. Sums of less than 2¹⁶ along each axis are exact, and 0 where all three are.
   */
  readonly nearestCrossings: Float64Array
  /** [6 × kind + direction] → the same for second neighbours */
  readonly secondSteps: Int32Array
  /** [34 × kind + direction] → the same for all other sites that are close (`isClose`), in the order of `CLOSE_DIRECTIONS` */
  readonly closeSteps: Int32Array
  readonly #layer: number
  readonly #corners: number
  readonly #perCell: number

  constructor(cells: number) {
    if (!Number.isInteger(cells) || cells < 2 || cells % 2 !== 0) {
      throw new RangeError(`cells must be an even number of at least 2, not ${cells}`)
    }
    this.cells = cells
    this.#layer = cells * cells
    this.#corners = cells * cells * cells
    this.sites = 2 * this.#corners
    this.#perCell = 1 / cells
    this.kind = this.#kinds()
    this.nearestSteps = this.#steps(NEAREST_DIRECTIONS)
    this.nearestCrossings = this.#crossings(NEAREST_DIRECTIONS)
    this.secondSteps = this.#steps(SECOND_DIRECTIONS)
    this.closeSteps = this.#steps(CLOSE_DIRECTIONS)
  }

  /** The nearest neighbour of `site` in a direction of `NEAREST_DIRECTIONS`. */
  neighbour(site: number, direction: number): number {
    return site + this.nearestSteps[8 * this.kind[site]! + direction]!
  }

  /** The direction in which `other` is a nearest neighbour of `site`; −1 if it is none. */
  direction(site: number, other: number): number {
    const row = 8 * this.kind[site]!
    for (let d = 0; d < 8; d++) if (this.nearestSteps[row + d] === other - site) return d
    return -1
  }

  /** Writes the 8 nearest neighbours of `site` to `out`, in the order of `NEAREST_DIRECTIONS`. */
  nearest(site: number, out: Int32Array): void {
    const row = 8 * this.kind[site]!
    for (let d = 0; d < 8; d++) out[d] = site + this.nearestSteps[row + d]!
  }

  /** Writes the 6 second neighbours of `site` to `out`, in the order of `SECOND_DIRECTIONS`. */
  second(site: number, out: Int32Array): void {
    const row = 6 * this.kind[site]!
    for (let d = 0; d < 6; d++) out[d] = site + this.secondSteps[row + d]!
  }

  /** Position of `site` in half-cell units: three integers of equal parity in 0 … 2·cells − 1. */
  position(site: number): [number, number, number] {
    const centre = site >= this.#corners ? 1 : 0
    const cell = site - centre * this.#corners
    const x = cell % this.cells
    const y = Math.floor(cell / this.cells) % this.cells
    const z = Math.floor(cell / this.#layer)
    return [2 * x + centre, 2 * y + centre, 2 * z + centre]
  }

  /**
   * The site at a position in half-cell units, periodic images included.
   * @throws RangeError where no site lies there (coordinates of unequal parity)
   */
  siteAt(x: number, y: number, z: number): number {
    const size = 2 * this.cells
    const fold = (value: number) => ((value % size) + size) % size
    const [fx, fy, fz] = [fold(x), fold(y), fold(z)]
    const centre = fx % 2
    if (fy % 2 !== centre || fz % 2 !== centre) {
      throw new RangeError(`no bcc site at (${x}, ${y}, ${z})`)
    }
    const row = ((fz - centre) / 2) * this.cells + (fy - centre) / 2
    return centre * this.#corners + row * this.cells + (fx - centre) / 2
  }

  /**
   * Whether two sites are within two half-cells of each other along every axis: the same, nearest or
   * second neighbours, or with a nearest neighbour in common. Quotients are taken by multiplication:
   * (k + ½)/n stays at least 1/2n from an integer, far beyond rounding.
   */
  isClose(a: number, b: number): boolean {
    const cells = this.cells
    const half = (a < this.#corners ? 0 : 1) - (b < this.#corners ? 0 : 1)
    let p = a < this.#corners ? a : a - this.#corners
    let q = b < this.#corners ? b : b - this.#corners
    for (let axis = 0; axis < 3; axis++) {
      const pRest = ((p + 0.5) * this.#perCell) | 0
      const qRest = ((q + 0.5) * this.#perCell) | 0
      const distance = Math.abs(2 * (p - q - cells * (pRest - qRest)) + half)
      if (distance > 2 && distance < 2 * cells - 2) return false
      p = pRest
      q = qRest
    }
    return true
  }

  /**
   * Which of the four interpenetrating fcc lattices `site` belongs to, 0 … 3. Corners hold 0 and 1,
   * centres 2 and 3; one of each together make a diamond lattice, the oxygens of ice Ic.
   */
  fccSublattice(site: number): number {
    const [x, y, z] = this.position(site)
    const centre = x % 2
    return 2 * centre + (((x + y + z - 3 * centre) / 2) % 2)
  }

  #kinds(): Uint8Array {
    const { cells } = this
    const kind = new Uint8Array(this.sites)
    const face = (x: number) => (x === 0 ? 0 : x === cells - 1 ? 2 : 1)
    for (let site = 0, z = 0; z < cells; z++) {
      for (let y = 0; y < cells; y++) {
        const row = 9 * face(z) + 3 * face(y)
        for (let x = 0; x < cells; x++, site++) {
          kind[site] = row + face(x)
          kind[site + this.#corners] = 27 + row + face(x)
        }
      }
    }
    return kind
  }

  /** Steps in each of the directions, from one site of each kind. */
  #steps(directions: readonly Direction[]): Int32Array {
    const steps = new Int32Array(KINDS * directions.length)
    this.#fromEachKind(directions, steps, ([x, y, z], [dx, dy, dz], site) => {
      return this.siteAt(x + dx, y + dy, z + dz) - site
    })
    return steps
  }

  #crossings(directions: readonly Direction[]): Float64Array {
    const size = 2 * this.cells
    const crossings = new Float64Array(KINDS * directions.length)
    this.#fromEachKind(directions, crossings, (from, step) => {
      let sum = 0
      for (let axis = 0; axis < 3; axis++) {
        sum += CROSSING[axis]! * Math.floor((from[axis]! + step[axis]!) / size)
      }
      return sum
    })
    return crossings
  }

  /** Fills in, as [directions × kind + direction], what a step from one site of each kind comes to. */
  #fromEachKind(
    directions: readonly Direction[],
    out: Int32Array | Float64Array,
    of: (from: Direction, step: Direction, site: number) => number,
  ): void {
    const at = [0, 2, 2 * this.cells - 2]
    for (let kind = 0, entry = 0; kind < KINDS; kind++) {
      const centre = kind < 27 ? 0 : 1
      const along = (unit: number) => at[Math.floor(kind / unit) % 3]! + centre
      const from = [along(1), along(3), along(9)] as const
      const site = this.siteAt(...from)
      for (const step of directions) out[entry++] = of(from, step, site)
    }
  }
}
