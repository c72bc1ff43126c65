import { log } from '../numeric/log.ts'
import { cos, PI, sin } from '../numeric/trigonometry.ts'
import type { Vector } from './neighbour-shells.ts'

/** Bins of the order parameter over [−1, 1]; smaller values are put into the first. */
export const ORDER_BINS = 60

/** Averages over libration, for one set of four directions. */
export interface LibrationAverages {
  /** ⟨q⟩ */
  readonly order: number
  /** ⟨ln(1 − q)⟩ */
  readonly logarithm: number
  /** d⟨ln(1 − q)⟩/d ln variance; 1 where the directions are those of ice and the variance is small. */
  readonly slope: number
  /** Distribution of q over `ORDER_BINS` bins, summing to 1. */
  readonly histogram: Float64Array
}

/** A Korobov lattice rule in 8 dimensions: points (i·m^j mod n + ½)/n, for j = 0 … 7. */
interface LatticeRule {
  readonly points: number
  readonly multiplier: number
}

/**
 * Multipliers are the best of 150 random ones by the P₂ criterion. ⟨ln(1 − q)⟩ varies most where four
 * nearest neighbours make the ice geometry, which the fine rule gives to 1e-3; with a farther neighbour
 * q stays off 1, and the coarse rule is good to the same.
 */
const FINE: LatticeRule = { points: 4093, multiplier: 1692 }
const COARSE: LatticeRule = { points: 1021, multiplier: 522 }

/** The variance that slopes are taken from is as many times larger, and smaller. */
const FACTOR = 1.05

const AXES = 3
const FOUR = 4
const STEP = 2 * log(FACTOR)

/**
 * Thermal libration of a water's four neighbour directions: each is turned by two independent angles
 * in its tangent plane, normal with the variance given (rad²), that is by a Rayleigh-distributed angle
 * towards an even azimuth. Averages of the tetrahedral order q = 1 − ⅜ Σ_{j<k} (cos ψ_jk + ⅓)²
 * (Errington & Debenedetti, Nature 409, 318 (2001)) are taken by quasi-Monte Carlo with a fixed set of
 * points. Variance 0 is no libration: one point, and ⟨ln(1 − q)⟩ is −∞ where q = 1.
 */
export class Libration {
  readonly #fine: Float64Array
  readonly #coarse: Float64Array
  readonly #larger: Float64Array
  readonly #smaller: Float64Array

  constructor(variance: number) {
    this.#fine = turns(variance, FINE)
    this.#coarse = turns(variance, COARSE)
    this.#larger = turns(variance * FACTOR, COARSE)
    this.#smaller = turns(variance / FACTOR, COARSE)
  }

  /** Averages for four directions, of any length. */
  average(directions: readonly Vector[]): LibrationAverages {
    const frames = Float64Array.from(directions.flatMap(frameOf).flat())
    const isNearest = (direction: Vector) => direction.every((c) => Math.abs(c) === 1)
    const turns = directions.every(isNearest) ? this.#fine : this.#coarse
    const turned = new Float64Array(FOUR * AXES)
    const histogram = new Float64Array(ORDER_BINS)
    let [order, logarithm] = [0, 0]
    for (let start = 0; start < turns.length; start += turned.length) {
      turnAll(turned, frames, turns, start)
      const rest = distance(turned)
      order += 1 - rest
      logarithm += log(rest)
      histogram[binOf(1 - rest)]! += 1
    }
    const points = turns.length / turned.length
    return {
      order: order / points,
      logarithm: logarithm / points,
      slope: (meanLogarithm(frames, this.#larger) - meanLogarithm(frames, this.#smaller)) / STEP,
      histogram: histogram.map((count) => count / points),
    }
  }
}

/**
 * [(point × 4 + direction) × 3] → components of the turned unit vector along the direction and along
 * two axes across it; one point, not turned, for variance 0.
 */
function turns(variance: number, { points, multiplier }: LatticeRule): Float64Array {
  const factors = [1]
  while (factors.length < 2 * FOUR) factors.push((factors.at(-1)! * multiplier) % points)
  const count = variance > 0 ? points : 1
  const components = new Float64Array(count * FOUR * AXES)
  for (let entry = 0; entry < count * FOUR; entry++) {
    const [point, direction] = [Math.floor(entry / FOUR), entry % FOUR]
    const even = (j: number) => (((point * factors[j]!) % points) + 0.5) / points
    const angle = Math.sqrt(-2 * variance * log(even(2 * direction)))
    const azimuth = 2 * PI * even(2 * direction + 1)
    components[AXES * entry] = cos(angle)
    components[AXES * entry + 1] = sin(angle) * cos(azimuth)
    components[AXES * entry + 2] = sin(angle) * sin(azimuth)
  }
  return components
}

function meanLogarithm(frames: Float64Array, turns: Float64Array): number {
  const turned = new Float64Array(FOUR * AXES)
  let sum = 0
  for (let start = 0; start < turns.length; start += turned.length) {
    turnAll(turned, frames, turns, start)
    sum += log(distance(turned))
  }
  return sum / (turns.length / turned.length)
}

/** Turns all four directions, given by their frames, as one point says. */
function turnAll(
  out: Float64Array,
  frames: Float64Array,
  turns: Float64Array,
  start: number,
): void {
  for (let k = 0; k < FOUR; k++) {
    const along = turns[start + AXES * k]!
    const across = turns[start + AXES * k + 1]!
    const other = turns[start + AXES * k + 2]!
    for (let j = 0; j < AXES; j++) {
      const f = AXES * AXES * k + j
      out[AXES * k + j] =
        along * frames[f]! + across * frames[f + AXES]! + other * frames[f + 2 * AXES]!
    }
  }
}

/** 1 − q of four unit vectors, one after the other. */
function distance(vectors: Float64Array): number {
  let sum = 0
  for (let a = AXES; a < vectors.length; a += AXES) {
    for (let b = 0; b < a; b += AXES) {
      const beyond =
        vectors[a]! * vectors[b]! +
        vectors[a + 1]! * vectors[b + 1]! +
        vectors[a + 2]! * vectors[b + 2]! +
        1 / 3
      sum += beyond * beyond
    }
  }
  return 0.375 * sum
}

function binOf(order: number): number {
  // Bare values such as ½ lie on the edge of a bin: rounding must not decide where they go.
  const bin = Math.floor(((order + 1) / 2) * ORDER_BINS + 1e-9)
  return Math.min(Math.max(bin, 0), ORDER_BINS - 1)
}

/** The unit vector along a direction, and two unit vectors across. */
function frameOf(direction: Vector): Vector[] {
  const along = normalised(direction)
  const [x, y, z] = along
  // Any vector that is not parallel will do; the axis of the smallest component is safest.
  const sizes = along.map(Math.abs)
  const least = sizes.indexOf(Math.min(...sizes))
  const across = normalised(least === 0 ? [0, z, -y] : least === 1 ? [-z, 0, x] : [y, -x, 0])
  const [a, b, c] = across
  return [along, across, [y * c - z * b, z * a - x * c, x * b - y * a]]
}

function normalised([x, y, z]: Vector): Vector {
  const length = Math.sqrt(x * x + y * y + z * z)
  return [x / length, y / length, z / length]
}
