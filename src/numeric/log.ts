import { highWord, powerOfTwo } from './doubles.ts'
import { LN2_HIGH, LN2_LOW } from './exp.ts'

const SMALLEST_NORMAL = 2.2250738585072014e-308
const LARGE = 1e300
const TWO_TO_54 = 18014398509481984
/** Upper fraction bits of sqrt(2): where a fraction is halved, so that it lies in [1/sqrt 2, sqrt 2). */
const SQRT2_FRACTION = 0x6a09e

// Chebyshev fit of (ln((1 + s) / (1 - s)) / s - 2) / s^2 in s^2 for |s| <= 0.172; error 2^-58.6.
const L0 = 0.6666666666666666
const L1 = 0.40000000000000935
const L2 = 0.28571428570768753
const L3 = 0.22222222399581285
const L4 = 0.18181794803204096
const L5 = 0.15386285022159404
const L6 = 0.1326756484319774
const L7 = 0.13099206277042577

/** k ln 2 + ln(1 + f) for 1 + f in [1/sqrt 2, sqrt 2], leading terms added last. */
function logReduced(k: number, f: number): number {
  const s = f / (2 + f)
  const z = s * s
  const series = z * (L0 + z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * (L6 + z * L7)))))))
  const halfSquare = 0.5 * f * f
  // 2 s = f - f^2 / 2 + s f^2 / 2 keeps the dominant f exact.
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + series) + k * LN2_LOW) - f)
}

/** ln of u 2^k for 2^-1022 <= u < 2^1000. */
function logNormal(u: number, k: number): number {
  const high = highWord(u)
  const exponent = (high >> 20) - 1023 + ((high & 0xfffff) < SQRT2_FRACTION ? 0 : 1)
  return logReduced(exponent + k, u * powerOfTwo(-exponent) - 1)
}

/** ln x to within 1 ulp, the same bits on every engine: -Infinity at 0, NaN below. */
export function log(x: number): number {
  if (x >= LARGE) return x === Infinity ? x : logNormal(x / TWO_TO_54, 54)
  if (x >= SMALLEST_NORMAL) return logNormal(x, 0)
  if (x > 0) return logNormal(x * TWO_TO_54, -54)
  return x === 0 ? -Infinity : NaN
}
