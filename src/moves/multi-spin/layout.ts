import type { BccLattice } from '../../lattice/bcc.ts'

/**
 * How an axis of `count` positions is cut into segments, one a lane: position = lane·length + offset. All
 * segments are equally long but the last, which ends where the axis does.
 */
export interface Segments {
  readonly lanes: number
  readonly length: number
  /** Of the last position of the axis, in the last segment. */
  readonly lastOffset: number
}

export function cutIntoSegments(count: number, mostLanes: number): Segments {
  const length = Math.ceil(count / mostLanes)
  const lanes = Math.ceil(count / length)
  return { lanes, length, lastOffset: count - 1 - (lanes - 1) * length }
}

/** What it takes to close the words of an axis to a ring. */
export interface Seam extends Segments {
  /** Words from one offset to the next. */
  readonly stride: number
  /** Bits from one lane of this axis to the next. */
  readonly unit: number
  /** Bits of its first lane, and of its last. */
  readonly firstLane: number
  readonly lastLane: number
}

/**
 * Writes the word before the first of a row, what lies before each segment: the end of the one before, and before
 * the first segment the end of the axis.
 */
export function closeBelow(bits: Int32Array, first: number, seam: Seam): void {
  const { stride, unit, lanes, length, lastOffset, firstLane } = seam
  const before = bits[first + (length - 1) * stride]! << unit
  const around = bits[first + lastOffset * stride]! >>> (unit * (lanes - 1))
  bits[first - stride] = (before & ~firstLane) | (around & firstLane)
}

/** The same after the last word of a row and, where the last segment is short, after its own end. */
export function closeAbove(bits: Int32Array, first: number, seam: Seam): void {
  const { stride, unit, lanes, length, lastOffset, lastLane } = seam
  const start = bits[first]!
  const around = (start << (unit * (lanes - 1))) & lastLane
  bits[first + length * stride] = ((start >>> unit) & ~lastLane) | around
  if (lastOffset === length - 1) return
  const after = first + (lastOffset + 1) * stride
  bits[after] = (bits[after]! & ~lastLane) | around
}

/** Bits of a word. */
export const LANES = 32

/** Classes of each sublattice. */
export const PARITIES = 8

/**
 * Where the sites of a bcc lattice are in words of 32 bits. A class holds the corners or the centres of one
 * parity of z, y and x each: cell coordinates 2·(z′, y′, x′) + parity, and class 8·sublattice + 4·(parity of
 * z) + 2·(of y) + (of x). The axis x′, and where it is short y′ as well, is cut into segments, one a lane, so
 * that the neighbours of the sites of a word are words, too, always at the same distance. For this to hold at
 * the faces of the box there is a margin of one word around each class, with copies that `close` makes.
 */
export class MultiSpinLayout {
  /** Of a class. */
  readonly sites: number
  /** Words of a class, with its margin. */
  readonly classWords: number
  /** [n] → the n-th word of a class, without those of the margin */
  readonly words: Int32Array
  /** [n] → bits of that word that are sites */
  readonly lanes: Int32Array
  /** [bit] → what it adds to the site of the lowest bit of its word */
  readonly laneStep: Int32Array
  /** [n] → site of its lowest bit in class 0 */
  readonly #firstSite: Int32Array
  readonly #lattice: BccLattice
  readonly #half: number
  readonly #strides: readonly [z: number, y: number, x: number]
  readonly #xSeam: Seam
  readonly #ySeam: Seam

  constructor(lattice: BccLattice) {
    const { cells } = lattice
    const half = cells / 2
    const x = cutIntoSegments(half, LANES)
    const y = cutIntoSegments(half, Math.floor(LANES / x.lanes))
    const row = x.length + 2
    const plane = row * (y.length + 2)
    this.#lattice = lattice
    this.#half = half
    this.sites = half * half * half
    this.#strides = [plane, row, 1]
    this.#xSeam = seamOf(x, 1, 1, (lane) => lane % x.lanes, x.lanes * y.lanes)
    const yLane = (lane: number) => Math.floor(lane / x.lanes)
    this.#ySeam = seamOf(y, row, x.lanes, yLane, x.lanes * y.lanes)
    this.classWords = plane * (half + 2)
    this.laneStep = Int32Array.from(
      { length: x.lanes * y.lanes },
      (_, lane) => 2 * ((lane % x.lanes) * x.length + yLane(lane) * y.length * cells),
    )

    const count = half * y.length * x.length
    this.words = new Int32Array(count)
    this.lanes = new Int32Array(count)
    this.#firstSite = new Int32Array(count)
    for (let n = 0; n < count; n++) {
      const [u, rest] = [n % x.length, Math.floor(n / x.length)]
      const [v, w] = [rest % y.length, Math.floor(rest / y.length)]
      this.words[n] = (w + 1) * plane + (v + 1) * row + u + 1
      this.#firstSite[n] = 2 * ((w * cells + v) * cells + u)
      for (let lane = 0; lane < x.lanes * y.lanes; lane++) {
        const isSite = inside(x, lane % x.lanes, u) && inside(y, yLane(lane), v)
        if (isSite) this.lanes[n] = this.lanes[n]! | (1 << lane)
      }
    }
  }

  /** The site of the lowest bit of the n-th word of a class; `laneStep` has what the other bits add. */
  firstSite(ofClass: number, n: number): number {
    const { cells, sites } = this.#lattice
    const row = (((ofClass >> 2) & 1) * cells + ((ofClass >> 1) & 1)) * cells
    return (ofClass >> 3) * (sites / 2) + row + (ofClass & 1) + this.#firstSite[n]!
  }

  /**
   * What to add to the place of a word within its class to get, in all words, to its neighbours in the class of the
   * other sublattice and the given parity. The centre that has the parity of a corner is in the same cell. Where along an axis
   * the centre's parity is 1 and the corner's 0 the centre belongs to the position below; seen from it, the corner to
   * that above.
   */
  toNeighbours(ofClass: number, parity: number): number {
    const own = ofClass % PARITIES
    if (ofClass < PARITIES)
      return (PARITIES + parity) * this.classWords - this.#steps(parity & ~own)
    return parity * this.classWords + this.#steps(own & ~parity)
  }

  /** Makes the copies before and after a class, along the axes in two masks of parity. */
  close(bits: Int32Array, start: number, below: number, above: number): void {
    const [plane, row] = this.#strides
    const [bottom, top] = [start + plane, start + this.#half * plane]
    for (let first = bottom + row + 1; first <= top + row + 1; first += plane) {
      if ((below & 1) !== 0) this.#closeRows(closeBelow, bits, first)
      if ((above & 1) !== 0) this.#closeRows(closeAbove, bits, first)
      if ((below & 2) !== 0) this.#closeColumns(closeBelow, bits, first)
      if ((above & 2) !== 0) this.#closeColumns(closeAbove, bits, first)
    }
    if ((below & 4) !== 0) bits.copyWithin(start, top, top + plane)
    if ((above & 4) !== 0) bits.copyWithin(top + plane, bottom, bottom + plane)
  }

  #closeRows(close: typeof closeBelow, bits: Int32Array, first: number): void {
    const { stride, length } = this.#ySeam
    for (let v = 0; v < length; v++) close(bits, first + v * stride, this.#xSeam)
  }

  /** Those of the margin included. */
  #closeColumns(close: typeof closeBelow, bits: Int32Array, first: number): void {
    const { length } = this.#xSeam
    for (let u = -1; u <= length; u++) close(bits, first + u, this.#ySeam)
  }

  /** Words between a site and the next one along each axis, in a mask of parity. */
  #steps(axes: number): number {
    const [plane, row, word] = this.#strides
    return (axes >> 2) * plane + ((axes >> 1) & 1) * row + (axes & 1) * word
  }
}

function inside({ lanes, lastOffset }: Segments, lane: number, offset: number): boolean {
  return lane < lanes - 1 || offset <= lastOffset
}

function seamOf(
  segments: Segments,
  stride: number,
  unit: number,
  laneOf: (bit: number) => number,
  used: number,
): Seam {
  const bitsOf = (lane: number) => {
    let mask = 0
    for (let bit = 0; bit < used; bit++) if (laneOf(bit) === lane) mask |= 1 << bit
    return mask
  }
  return { ...segments, stride, unit, firstLane: bitsOf(0), lastLane: bitsOf(segments.lanes - 1) }
}
