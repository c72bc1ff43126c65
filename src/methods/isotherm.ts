import type { Uncertain } from '../statistics/uncertain.ts'

/** βF of a box that holds `units` of one composition. */
export interface FilledBox {
  readonly units: number
  readonly betaF: Uncertain
}

/** A phase at one pressure, per unit of its composition, in kT; volumes in sites. */
export interface AtPressure {
  /** βG/units */
  readonly gibbs: Uncertain
  /** Sites of a unit. */
  readonly volume: Uncertain
}

/**
 * The state at a pressure π = βp·v, v the volume of a site, from the free energies of one composition in boxes of
 * equal size: a parabola of βF/units over the volume of a unit, whose slope is −π. G is stationary there, so that an
 * error of the volume hardly counts in it. Null where the parabola has no such minimum, as for fillings too
 * near to each other for their errors.
 * @throws RangeError unless there are three boxes
 */
export function stateAtPressure(
  sites: number,
  boxes: readonly FilledBox[],
  pressure: number,
): AtPressure | null {
  if (boxes.length !== 3) throw new RangeError(`a parabola through ${boxes.length} points`)
  const v = boxes.map(({ units }) => sites / units)
  const a = boxes.map(({ units, betaF }) => betaF.value / units)
  const errors = boxes.map(({ units, betaF }) => betaF.standardError / units)
  const others = (k: number) => [v[(k + 1) % 3]!, v[(k + 2) % 3]!] as const
  const product = (k: number) => (v[k]! - others(k)[0]) * (v[k]! - others(k)[1])
  // Lagrange's polynomials, their slopes and curvatures.
  const valueAt = (k: number, x: number) => ((x - others(k)[0]) * (x - others(k)[1])) / product(k)
  const slopeAt = (k: number, x: number) => (2 * x - others(k)[0] - others(k)[1]) / product(k)
  const sum = (of: (k: number) => number) => of(0) + of(1) + of(2)
  const curvature = sum((k) => (2 * a[k]!) / product(k))
  if (!(curvature > 0)) return null
  const middle = v[1]!
  const volume = middle - (sum((k) => a[k]! * slopeAt(k, middle)) + pressure) / curvature
  const settled = boxes.every(({ betaF }) => betaF.settled)
  const root = (weight: (k: number) => number) =>
    Math.sqrt(sum((k) => weight(k) * weight(k) * errors[k]! * errors[k]!))
  return {
    gibbs: {
      value: sum((k) => a[k]! * valueAt(k, volume)) + pressure * volume,
      standardError: root((k) => valueAt(k, volume)),
      settled,
    },
    volume: {
      value: volume,
      standardError: root((k) => slopeAt(k, volume) / curvature),
      settled,
    },
  }
}
