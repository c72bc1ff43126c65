import type { Reading } from './reading.ts'

/** Two systems of which the first was reported to have the higher value. */
export interface PairComparison {
  readonly kind: 'pair'
  readonly higher: string
  readonly lower: string
  readonly difference: number
  /** Difference in combined standard errors; null where both are exact. */
  readonly sigmas: number | null
}

/** A value against the bounds that it was reported to lie within. */
export interface BoundComparison {
  readonly kind: 'bound'
  readonly label: string
  readonly value: number
  readonly standardError: number
  readonly least: number | null
  readonly most: number | null
  /** Distance of the value from the nearest bound in standard errors, positive inside; null where exact. */
  readonly sigmas: number | null
}

/** A series against the direction that was reported. */
export interface SlopeComparison {
  readonly kind: 'slope'
  readonly along: string
  readonly slope: number
  readonly standardError: number
  /** Slope in the reported direction, in its standard errors; null where all values are exact. */
  readonly sigmas: number | null
}

/** One comparison that a verdict rests on. */
export type Comparison = PairComparison | BoundComparison | SlopeComparison

/** The outcome of a comparison at a required number of standard errors. */
export type Outcome = 'holds' | 'fails' | 'open'

/** A difference, or distance, in the reported direction, and its size in errors. */
export function outcome(amount: number, sigmas: number | null, needed: number): Outcome {
  if (sigmas === null) return amount === 0 ? 'open' : amount > 0 ? 'holds' : 'fails'
  if (sigmas > needed) return 'holds'
  return sigmas < -needed ? 'fails' : 'open'
}

/** Empty where one of the two has no value. */
export function comparePair(a: Reading, b: Reading): PairComparison[] {
  if (a.value === null || b.value === null) return []
  const difference = a.value - b.value
  const [ea, eb] = [a.standardError ?? 0, b.standardError ?? 0]
  const error = Math.sqrt(ea * ea + eb * eb)
  const sigmas = error > 0 ? difference / error : null
  return [{ kind: 'pair', higher: a.label, lower: b.label, difference, sigmas }]
}

interface Bounds {
  readonly least: number | null
  readonly most: number | null
}

/** How far inside the bounds a value is: the distance from the nearest, negative outside. */
export function insideBy(value: number, { least, most }: Bounds): number {
  return Math.min(value - (least ?? -Infinity), (most ?? Infinity) - value)
}

export function compareBounds(
  label: string,
  value: number,
  standardError: number,
  { least, most }: Bounds,
): BoundComparison {
  const sigmas = standardError > 0 ? insideBy(value, { least, most }) / standardError : null
  return { kind: 'bound', label, value, standardError, least, most, sigmas }
}
