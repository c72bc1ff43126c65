import { scaleByPowerOfTwo, withoutLowWord } from './doubles.ts'
import { expRemainder, LN2_HIGH, LN2_LOW, nearestMultipleOfLn2 } from './exp.ts'

/** erfc(27.3) is below half of the smallest double. */
const UNDERFLOW = 27.3
const SPLITTER = 134217729

// Chebyshev fit of erf(x) / x - 1 in x^2 for |x| <= 1/2; error 2^-65.
const CENTRE = Float64Array.of(
  0.1283791670955126,
  -0.3761263890318375,
  0.11283791670954861,
  -0.026866170644996048,
  0.005223977621935305,
  -0.0008548326500591733,
  0.00012055285466857138,
  -1.492297242056178e-5,
  1.6370534588723763e-6,
  -1.4614341862300707e-7,
)

// Chebyshev fit of (erfc(x) - erfc(a)) / (x - a) in x - a for 1/2 <= x <= 0.813; error 2^-63.
const MIDDLE_AT = 0.65625
const MIDDLE_VALUE = 0.35336729139089584
const MIDDLE_VALUE_TAIL = 6.023960086923229e-10
const MIDDLE = Float64Array.of(
  -0.7335336365391644,
  0.4813814489788266,
  0.03390682825148482,
  -0.17158616101296778,
  0.034869318790447745,
  0.038128646120361015,
  -0.015451339903849256,
  -0.005635439037309554,
  0.003826261610818545,
  0.0004996807320009438,
  -0.000685706530891944,
  -1.4154006624937598e-6,
  9.58844725546739e-5,
)

// Chebyshev fit of (1 + 2 x) e^(x^2) erfc(x) in (x - 3) / (x + 3) for 0.79 <= x <= 27.4; error 2^-60.
// The factor 1 + 2 x leaves values between 1.14 and 1.29 (Shepherd and Laframboise 1981).
const TAIL = Float64Array.of(
  1.2530080582697296,
  -0.1356211061245812,
  -0.047562294353451225,
  0.12964515870276286,
  -0.1192736634152701,
  0.06830802734389829,
  -0.02377051491981436,
  0.0025293918176179176,
  0.0018886903764878033,
  -0.0007798322922257268,
  -0.00010515994287217258,
  0.00012509953386173747,
  4.950186122748798e-6,
  -2.010167174205445e-5,
  -7.334984852742321e-7,
  3.476754301318692e-6,
  3.593918577580577e-7,
  -6.270880213215234e-7,
  -1.4008442594684713e-7,
  1.1560680735206117e-7,
  3.287498180807309e-8,
  -2.037568023791956e-8,
)

/** c0 + x (c1 + x (c2 + ...)) from coefficient `first` on. */
function polynomial(coefficients: Float64Array, first: number, x: number): number {
  let sum = 0
  for (let i = coefficients.length - 1; i >= first; i--) sum = sum * x + coefficients[i]!
  return sum
}

/** The rounding error a b - fl(a b), exactly (Dekker 1971). */
function productError(a: number, b: number): number {
  const product = a * b
  const aHigh = SPLITTER * a - (SPLITTER * a - a)
  const bHigh = SPLITTER * b - (SPLITTER * b - b)
  const aLow = a - aHigh
  const bLow = b - bHigh
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}

/** erfc x for 0.8 <= x < 27.3: every factor carries its rounding error along, up to the last step. */
function erfcTail(x: number): number {
  const top = withoutLowWord(x)
  const square = -top * top
  const k = nearestMultipleOfLn2(square)
  const high = square - k * LN2_HIGH
  const remainder = expRemainder(high, k * LN2_LOW - (top - x) * (top + x))
  const leading = 1 + high
  const e = leading + remainder
  const eError = 1 - leading + high + (leading - e + remainder)

  const t = (x - 3) / (x + 3)
  const variation = t * polynomial(TAIL, 1, t)
  const p = TAIL[0]! + variation
  const pError = TAIL[0]! - p + variation

  const divisor = 1 + 2 * x
  const divisorError = 2 * x >= 1 ? 1 - (divisor - 2 * x) : 0
  const product = e * p
  const productTail = productError(e, p) + (e * pError + eError * p)
  const quotient = product / divisor
  const left = product - quotient * divisor - productError(quotient, divisor)
  const correction = (left + productTail - quotient * divisorError) / divisor
  return scaleByPowerOfTwo(quotient + correction, k)
}

/** erfc x for 1/2 <= x < 27.3. */
function erfcPositive(x: number): number {
  if (x >= 0.8) return erfcTail(x)
  const u = x - MIDDLE_AT
  return MIDDLE_VALUE + (u * polynomial(MIDDLE, 0, u) + MIDDLE_VALUE_TAIL)
}

/**
 * erf x = 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x, to within 1 ulp; odd, +-1 at
 * +-Infinity.
 */
export function erf(x: number): number {
  const size = Math.abs(x)
  if (size < 0.5) return x + x * polynomial(CENTRE, 0, x * x)
  if (size < 6) return x > 0 ? 1 - erfcPositive(size) : erfcPositive(size) - 1
  return Number.isNaN(x) ? x : x > 0 ? 1 : -1
}

/**
 * erfc x = 1 - erf x without cancellation, to within 1 ulp (1.1 ulp above 8, where it is below
 * 2e-29): 2 at -Infinity, 0 from x = 27.3 on.
 */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x
  if (Math.abs(x) < 0.5) {
    const excess = x * polynomial(CENTRE, 0, x * x)
    // From 1/4 on the subtraction of 1/2 is exact and keeps the sum small.
    return x < 0.25 ? 1 - (x + excess) : 0.5 - (excess + (x - 0.5))
  }
  if (x > 0) return x < UNDERFLOW ? erfcPositive(x) : 0
  return x > -6 ? 2 - erfcPositive(-x) : 2
}
