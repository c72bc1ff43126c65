import { describe, expect, it } from 'vitest'
import { Libration, ORDER_BINS } from '../../../src/observe/libration.ts'
import { randomBelow } from './filling.ts'
import { order } from './naive-order.ts'

type Vector = [number, number, number]

const ICE: Vector[] = [
  [1, 1, 1],
  [1, -1, -1],
  [-1, 1, -1],
  [-1, -1, 1],
]
const SHAPES: [string, Vector[]][] = [
  ['ice', ICE],
  ['three of ice and an antipode', [...ICE.slice(0, 3), [-1, -1, -1]]],
  ['three of ice and a far side', [...ICE.slice(0, 3), [0, 0, 2]]],
  [
    'a bunch',
    [
      [1, 1, 1],
      [2, 0, 0],
      [0, 2, 2],
      [3, 1, 1],
    ],
  ],
]

const uniform = randomBelow('libration')

/** Turned by two independent normal angles along two axes of the tangent plane. */
function turn(direction: Vector, deviation: number): Vector {
  const u = direction.map((c) => c / Math.hypot(...direction))
  const gauss = () => {
    const u1 = (uniform(2 ** 31) + 0.5) / 2 ** 31
    return Math.sqrt(-2 * Math.log(u1)) * Math.cos((2 * Math.PI * uniform(2 ** 31)) / 2 ** 31)
  }
  // An isotropic normal vector in space less its part along u is one in the tangent plane.
  const normal = [gauss(), gauss(), gauss()].map((g) => g * deviation)
  const along = normal.reduce((sum, g, j) => sum + g * u[j]!, 0)
  const tangent = normal.map((g, j) => g - along * u[j]!)
  const angle = Math.hypot(...tangent)
  return u.map((c, j) => Math.cos(angle) * c + (Math.sin(angle) * tangent[j]!) / angle) as Vector
}

describe('libration', () => {
  const variance = 0.0136

  it.each(SHAPES)('agrees with 120 000 random turns of %s', (_, directions) => {
    const samples = 120_000
    const { order: q, logarithm, histogram } = new Libration(variance).average(directions)
    let [sumQ, sumLog, sumLog2] = [0, 0, 0]
    const counts = new Float64Array(ORDER_BINS)
    for (let k = 0; k < samples; k++) {
      const value = order(directions.map((direction) => turn(direction, Math.sqrt(variance))))
      sumQ += value / samples
      sumLog += Math.log(1 - value) / samples
      sumLog2 += Math.log(1 - value) ** 2 / samples
      counts[Math.max(0, Math.floor(((value + 1) / 2) * ORDER_BINS))]! += 1 / samples
    }
    const error = Math.sqrt((sumLog2 - sumLog ** 2) / samples)
    expect(Math.abs(logarithm - sumLog)).toBeLessThan(1e-3 + 4 * error)
    expect(Math.abs(q - sumQ)).toBeLessThan(2e-3)
    for (const [bin, share] of histogram.entries()) {
      expect(Math.abs(share - counts[bin]!), `bin ${bin}`).toBeLessThan(0.015)
    }
  })

  // Means of 60 randomly shifted lattice rules of 8191 points at variance 1/80, standard error 1.4e-4.
  it('gives ⟨ln(1 − q)⟩ to 2e-3', () => {
    const { logarithm, order: q } = new Libration(1 / 80).average(ICE)
    expect(Math.abs(logarithm + 3.23711)).toBeLessThan(1e-3)
    expect(Math.abs(q - 0.951426)).toBeLessThan(3e-4)
  })

  it('follows (3/2) ln T in ice: ⟨ln(1 − q)⟩ grows by the logarithm of the variance', () => {
    const at = (v: number) => new Libration(v).average(ICE).logarithm
    expect(at(2e-4) - at(1e-4)).toBeCloseTo(Math.log(2), 2)
  })

  it.each(SHAPES)('has the slope of its logarithm, for %s', (_, directions) => {
    const at = (v: number) => new Libration(v).average(directions).logarithm
    const slope = (at(1.2 * variance) - at(variance / 1.2)) / (2 * Math.log(1.2))
    expect(Math.abs(new Libration(variance).average(directions).slope - slope)).toBeLessThan(0.01)
  })

  it('has the slope 1 in stiff ice, and none where neighbours are as random as they can be', () => {
    expect(new Libration(1e-4).average(ICE).slope).toBeCloseTo(1, 2)
    expect(Math.abs(new Libration(variance).average(SHAPES[3]![1]).slope)).toBeLessThan(0.2)
  })

  it('is the bare order without variance', () => {
    const bare = SHAPES.map(([, directions]) => new Libration(0).average(directions))
    for (const [k, { order: q, histogram }] of bare.entries()) {
      expect(q).toBeCloseTo(order(SHAPES[k]![1]), 12)
      expect(histogram.reduce((sum, share) => sum + share, 0)).toBe(1)
    }
    expect(bare[0]!.histogram.at(-1)).toBe(1)
  })
})
