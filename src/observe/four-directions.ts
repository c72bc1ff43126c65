import { CUBE_SYMMETRIES } from '../lattice/orientations.ts'
import { DISPLACEMENTS, type Vector } from './neighbour-shells.ts'

const COUNT = DISPLACEMENTS.length

/** Directions of the displacements: (222) and (111) are one. */
const DIRECTIONS: readonly Vector[] = DISPLACEMENTS.map((displacement) => {
  const common = displacement.map(Math.abs).reduce(greatestCommonDivisor)
  const [x, y, z] = displacement.map((component) => component / common + 0)
  return [x!, y!, z!]
})

/** [operation × displacements + displacement] → number of its image's direction: its first place in `DIRECTIONS` */
const IMAGES = CUBE_SYMMETRIES.flatMap((operation) => {
  // (200) = (111) + (1−1−1) and its like show where an operation takes the axes.
  const corner = (k: number) => DISPLACEMENTS[operation[k]!]!
  const axes = [1, 2, 3].map((k) => corner(0).map((c, j) => (c + corner(k)[j]!) / 2))
  return DIRECTIONS.map((direction) => {
    const image = [0, 1, 2].map((j) =>
      direction.reduce((sum, component, axis) => sum + component * axes[axis]![j]!, 0),
    )
    return DIRECTIONS.findIndex((other) => other.every((c, j) => c === image[j]))
  })
})

/** Binomial coefficients, which number the sets of four displacements. */
const [PAIRS, TRIPLES, FOURS] = [2, 3, 4].map((k) =>
  DISPLACEMENTS.map((_, n) => binomial(n, k)),
) as [number[], number[], number[]]

/**
 * Sets of four neighbour directions, sorted into classes that the 48 symmetry operations of the cube
 * carry into each other: all that depends on the angles alone is equal within a class. Classes are
 * numbered as they are met.
 */
export class FourDirections {
  /** [class] → four directions of one of its members, not normalised */
  readonly representatives: Vector[][] = []
  /** [number of the set] → class + 1; 0 where not met, so that memory is taken for what is met alone */
  readonly #known = new Uint16Array(binomial(COUNT, 4))
  readonly #byKey = new Map<number, number>()

  /** Class of four different displacements, given by ascending index. */
  classOf(a: number, b: number, c: number, d: number): number {
    const set = a + PAIRS[b]! + TRIPLES[c]! + FOURS[d]!
    if (this.#known[set] === 0) this.#known[set] = 1 + this.#classify(a, b, c, d)
    return this.#known[set]! - 1
  }

  #classify(a: number, b: number, c: number, d: number): number {
    let least = Infinity
    for (let row = 0; row < IMAGES.length; row += COUNT) {
      const key = keyOf(IMAGES[row + a]!, IMAGES[row + b]!, IMAGES[row + c]!, IMAGES[row + d]!)
      if (key < least) least = key
    }
    const known = this.#byKey.get(least)
    if (known !== undefined) return known
    const directions: Vector[] = []
    for (let key = least; directions.length < 4; key = Math.floor(key / COUNT)) {
      directions.push(DIRECTIONS[key % COUNT]!)
    }
    this.#byKey.set(least, this.representatives.length)
    return this.representatives.push(directions) - 1
  }
}

/** Four directions, the least first, as the digits of one number. */
function keyOf(a: number, b: number, c: number, d: number): number {
  // Two pairs in order, then the least and the greatest of all, then the two between them.
  const p = Math.min(a, b)
  const q = Math.max(a, b)
  const r = Math.min(c, d)
  const s = Math.max(c, d)
  const low = Math.max(p, r)
  const high = Math.min(q, s)
  const middle = Math.min(low, high) * COUNT + Math.max(low, high)
  return (Math.min(p, r) * COUNT * COUNT + middle) * COUNT + Math.max(q, s)
}

/** Number of ways to choose k of n. */
export function binomial(n: number, k: number): number {
  let value = 1
  for (let j = 0; j < k; j++) value = (value * (n - j)) / (j + 1)
  return value
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
