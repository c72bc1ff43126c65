/**
 * A periodic body-centred cubic lattice of cells³ conventional cells, two sites each.
 *
 * Site `s·cells³ + (z·cells + y)·cells + x` lies at (2x + s, 2y + s, 2z + s) in half-cell units,
 * s = 0 on the corners of the cells and 1 at their centres. Neighbours are computed, not stored: a
 * table of them would cost 32 bytes a site and leave the cache on large lattices. Quotients are taken
 * by multiplication: (k + ½)/n stays at least 1/2n from an integer, far beyond rounding.
 */
export class BccLattice {
  readonly cells: number
  readonly sites: number
  readonly #layer: number
  readonly #corners: number
  readonly #perLayer: number
  readonly #perCell: number

  constructor(cells: number) {
    if (!Number.isInteger(cells) || cells < 2 || cells % 2 !== 0) {
      throw new RangeError(`cells must be an even number of at least 2, not ${cells}`)
    }
    this.cells = cells
    this.#layer = cells * cells
    this.#corners = cells * cells * cells
    this.sites = 2 * this.#corners
    this.#perLayer = 1 / this.#layer
    this.#perCell = 1 / cells
  }

  /** Writes the 8 nearest neighbours of `site` to `out`, in the order of `NEAREST_DIRECTIONS`. */
  nearest(site: number, out: Int32Array): void {
    const cells = this.cells
    const layer = this.#layer
    const corners = this.#corners
    const centre = site >= corners ? 1 : 0
    const cell = site - centre * corners
    const z = ((cell + 0.5) * this.#perLayer) | 0
    const inLayer = cell - z * layer
    const y = ((inLayer + 0.5) * this.#perCell) | 0
    const x = inLayer - y * cells
    // From a corner, + stays in the cell and − enters the one before; from a centre, + enters the next.
    const other = corners - centre * corners
    let xp = x
    let xm = x
    let yp = y
    let ym = y
    let zp = z
    let zm = z
    if (centre === 1) {
      xp = x + 1 === cells ? 0 : x + 1
      yp = y + 1 === cells ? 0 : y + 1
      zp = z + 1 === cells ? 0 : z + 1
    } else {
      xm = x === 0 ? cells - 1 : x - 1
      ym = y === 0 ? cells - 1 : y - 1
      zm = z === 0 ? cells - 1 : z - 1
    }
    const up = other + zp * layer
    const down = other + zm * layer
    yp *= cells
    ym *= cells
    out[0] = up + yp + xp
    out[1] = down + ym + xp
    out[2] = down + yp + xm
    out[3] = up + ym + xm
    out[4] = down + ym + xm
    out[5] = up + yp + xm
    out[6] = up + ym + xp
    out[7] = down + yp + xp
  }

  /** Writes the 6 second neighbours of `site` to `out`, in the order of `SECOND_DIRECTIONS`. */
  second(site: number, out: Int32Array): void {
    const cells = this.cells
    const layer = this.#layer
    const corners = this.#corners
    const cell = site >= corners ? site - corners : site
    const z = ((cell + 0.5) * this.#perLayer) | 0
    const inLayer = cell - z * layer
    const y = ((inLayer + 0.5) * this.#perCell) | 0
    const x = inLayer - y * cells
    out[0] = x + 1 === cells ? site + 1 - cells : site + 1
    out[1] = x === 0 ? site - 1 + cells : site - 1
    out[2] = y + 1 === cells ? site + cells - layer : site + cells
    out[3] = y === 0 ? site - cells + layer : site - cells
    out[4] = z + 1 === cells ? site + layer - corners : site + layer
    out[5] = z === 0 ? site - layer + corners : site - layer
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
   * second neighbours, or with a nearest neighbour in common.
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
}
