import { scaleByPowerOfTwo } from './doubles.ts'

const INVERSE_LN2 = Math.LOG2E
/** The first 32 fraction bits of ln 2: times an integer below 2^20 it is exact. */
export const LN2_HIGH = 0.6931471803691238
export const LN2_LOW = 1.9082149292705877e-10

const OVERFLOW = 709.782712893384
const UNDERFLOW = -745.1332191019412

// Chebyshev fit of (r (e^r + 1) / (e^r - 1) - 2) / r^2 in r^2 on |r| <= ln(2) / 2; error 2^-53.9.
const P0 = 0.1666666666666666
const P1 = -0.002777777777754703
const P2 = 6.613756463035081e-5
const P3 = -1.6534046823512925e-6
const P4 = 4.14314416256248e-8

/** The integer k for which |x - k ln 2| is least, for |x| < 1000. */
export function nearestMultipleOfLn2(x: number): number {
  // Truncation of a positive number is a floor, and one machine instruction.
  return ((INVERSE_LN2 * x + 2048.5) | 0) - 2048
}

/**
 * e^r - 1 - high for r = high - low, where |r| <= 0.35 and |low| is far below |high|.
 * The remainder r c / (2 - c) - low of the fdlibm library's rational form, c = r - r^2 P(r^2), is
 * below 0.08: 1 + high + remainder has an error below 2^-55 if its sum is carried exactly.
 */
export function expRemainder(high: number, low: number): number {
  const r = high - low
  const t = r * r
  const c = r - t * (P0 + t * (P1 + t * (P2 + t * (P3 + t * P4))))
  return (r * c) / (2 - c) - low
}

/**
 * e^x to within 1 ulp, the same bits on every engine. Above ln(largest double) it is Infinity, below
 * ln(half of the smallest) 0; NaN stays NaN.
 */
export function exp(x: number): number {
  if (x > OVERFLOW) return Infinity
  if (x < UNDERFLOW) return 0
  if (Number.isNaN(x)) return x
  const k = nearestMultipleOfLn2(x)
  const high = x - k * LN2_HIGH
  return scaleByPowerOfTwo(1 + (high + expRemainder(high, k * LN2_LOW)), k)
}
