/**
 * How an axis of `count` positions is cut into blocks, one a lane: position = lane·length + offset. All
 * blocks are equally long but the last, which ends where the axis does.
 */
export interface Blocks {
  readonly lanes: number
  readonly length: number
  /** Of the last position of the axis, in the last block. */
  readonly lastOffset: number
}

export function cutIntoBlocks(count: number, mostLanes: number): Blocks {
  const length = Math.ceil(count / mostLanes)
  const lanes = Math.ceil(count / length)
  return { lanes, length, lastOffset: count - 1 - (lanes - 1) * length }
}

/** What it takes to close the words of an axis to a ring. */
export interface Seam extends Blocks {
  /** Words from one offset to the next. */
  readonly stride: number
  /** Bits from one lane of this axis to the next. */
  readonly unit: number
  /** Bits of its first lane, and of its last. */
  readonly firstLane: number
  readonly lastLane: number
}

/**
 * Writes the word before the first of a row, what lies before each block: the end of the one before, and before
 * the first block the end of the axis.
 */
export function closeBelow(bits: Int32Array, first: number, seam: Seam): void {
  const { stride, unit, lanes, length, lastOffset, firstLane } = seam
  const before = bits[first + (length - 1) * stride]! << unit
  const around = bits[first + lastOffset * stride]! >>> (unit * (lanes - 1))
  bits[first - stride] = (before & ~firstLane) | (around & firstLane)
}

/** The same after the last word of a row and, where the last block is short, after its own end. */
export function closeAbove(bits: Int32Array, first: number, seam: Seam): void {
  const { stride, unit, lanes, length, lastOffset, lastLane } = seam
  const start = bits[first]!
  const around = (start << (unit * (lanes - 1))) & lastLane
  bits[first + length * stride] = ((start >>> unit) & ~lastLane) | around
  if (lastOffset === length - 1) return
  const after = first + (lastOffset + 1) * stride
  bits[after] = (bits[after]! & ~lastLane) | around
}
