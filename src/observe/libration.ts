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
  /** The first bin that holds anything, and the one behind the last. */
  readonly filled: readonly [number, number]
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
const PER_POINT = FOUR * AXES
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
  /** As turns are, components in space. */
  readonly #turned = new Float64Array(FINE.points * PER_POINT)
  /** [point] → 1 − q */
  readonly #distances = new Float64Array(FINE.points)

  constructor(variance: number) {
    this.#fine = turnsOf(variance, FINE)
    this.#coarse = turnsOf(variance, COARSE)
    this.#larger = turnsOf(variance * FACTOR, COARSE)
    this.#smaller = turnsOf(variance / FACTOR, COARSE)
  }

  /** Averages for four directions, of any length. */
  average(directions: readonly Vector[]): LibrationAverages {
    const frames = Float64Array.from(directions.flatMap(frameOf).flat())
    const isNearest = (direction: Vector) => direction.every((c) => Math.abs(c) === 1)
    const turns = directions.every(isNearest) ? this.#fine : this.#coarse
    const histogram = new Float64Array(ORDER_BINS)
    let [order, logarithm] = [0, 0]
    const points = this.#turn(frames, turns)
    for (let point = 0; point < points; point++) {
      const rest = this.#distances[point]!
      order += 1 - rest
      logarithm += log(rest)
      histogram[binOf(1 - rest)]! += 1
    }
    const larger = this.#meanLogarithm(frames, this.#larger)
    return {
      order: order / points,
      logarithm: logarithm / points,
      slope: (larger - this.#meanLogarithm(frames, this.#smaller)) / STEP,
      histogram: histogram.map((count) => count / points),
      filled: [histogram.findIndex(isFilled), histogram.findLastIndex(isFilled) + 1],
    }
  }

  #meanLogarithm(frames: Float64Array, turns: Float64Array): number {
    const points = this.#turn(frames, turns)
    let sum = 0
    for (let point = 0; point < points; point++) sum += log(this.#distances[point]!)
    return sum / points
  }

  /** Finds the distances of four directions turned as each point says; the number of points. */
  #turn(frames: Float64Array, turns: Float64Array): number {
    for (let k = 0; k < FOUR; k++) turn(this.#turned, turns, k, frames)
    const points = turns.length / PER_POINT
    findDistances(this.#distances, this.#turned, points)
    return points
  }
}

/**
 * [(point × 4 + direction) × 3] → components of the turned unit vector along the direction and along
 * two axes across it; one point, not turned, for variance 0.
 */
function turnsOf(variance: number, { points, multiplier }: LatticeRule): Float64Array {
  // All that a point can be in any dimension, from which its 8 numbers are picked.
  const even = Float64Array.from({ length: points }, (_, i) => (i + 0.5) / points)
  const angles = even.map((value) => Math.sqrt(-2 * variance * log(value)))
  const azimuths = even.map((value) => 2 * PI * value)
  const [along, across] = [angles.map(cos), angles.map(sin)]
  const [one, other] = [azimuths.map(cos), azimuths.map(sin)]
  const count = variance > 0 ? points : 1
  const components = new Float64Array(count * FOUR * AXES)
  let factor = 1
  for (let direction = 0; direction < FOUR; direction++) {
    const next = (factor * multiplier) % points
    for (let point = 0; point < count; point++) {
      const [angle, azimuth] = [(point * factor) % points, (point * next) % points]
      const entry = AXES * (FOUR * point + direction)
      components[entry] = along[angle]!
      components[entry + 1] = across[angle]! * one[azimuth]!
      components[entry + 2] = across[angle]! * other[azimuth]!
    }
    factor = (next * multiplier) % points
  }
  return components
}

/** Turns direction k, given by its frame, as every point says. */
function turn(out: Float64Array, turns: Float64Array, k: number, frames: Float64Array): void {
  const row = AXES * AXES * k
  const [ux, uy, uz] = [frames[row]!, frames[row + 1]!, frames[row + 2]!]
  const [vx, vy, vz] = [frames[row + 3]!, frames[row + 4]!, frames[row + 5]!]
  const [wx, wy, wz] = [frames[row + 6]!, frames[row + 7]!, frames[row + 8]!]
  for (let at = AXES * k; at < turns.length; at += PER_POINT) {
    const along = turns[at]!
    const across = turns[at + 1]!
    const other = turns[at + 2]!
    out[at] = along * ux + across * vx + other * wx
    out[at + 1] = along * uy + across * vy + other * wy
    out[at + 2] = along * uz + across * vz + other * wz
  }
}

/** Finds 1 − q of four unit vectors at each point. */
function findDistances(out: Float64Array, turned: Float64Array, points: number): void {
  for (let point = 0, at = 0; point < points; point++, at += PER_POINT) {
    const ax = turned[at]!
    const ay = turned[at + 1]!
    const az = turned[at + 2]!
    const bx = turned[at + 3]!
    const by = turned[at + 4]!
    const bz = turned[at + 5]!
    const cx = turned[at + 6]!
    const cy = turned[at + 7]!
    const cz = turned[at + 8]!
    const dx = turned[at + 9]!
    const dy = turned[at + 10]!
    const dz = turned[at + 11]!
    const ab = ax * bx + ay * by + az * bz + 1 / 3
    const ac = ax * cx + ay * cy + az * cz + 1 / 3
    const bc = bx * cx + by * cy + bz * cz + 1 / 3
    const ad = ax * dx + ay * dy + az * dz + 1 / 3
    const bd = bx * dx + by * dy + bz * dz + 1 / 3
    const cd = cx * dx + cy * dy + cz * dz + 1 / 3
    out[point] = 0.375 * (ab * ab + ac * ac + bc * bc + ad * ad + bd * bd + cd * cd)
  }
}

const isFilled = (count: number) => count > 0

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
