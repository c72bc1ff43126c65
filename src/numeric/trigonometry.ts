/** The double nearest to pi. */
export const PI = Math.PI

const LARGEST = 1e6
const TWO_OVER_PI = 0.6366197723675814
// pi / 2 in pieces of at most 33 bits, so that an integer below 2^20 times a piece is exact; each
// _TAIL is what remains of pi / 2 after the pieces up to its own.
const HALF_PI_1 = 1.5707963267341256
const HALF_PI_2 = 6.077100506303966e-11
const HALF_PI_2_TAIL = 2.0222662487959506e-21
const HALF_PI_3 = 2.0222662487111665e-21
const HALF_PI_3_TAIL = 8.4784276603689e-32
const TWO_TO_MINUS_48 = 1 / 281474976710656

// Chebyshev fits on |x| <= pi / 4 in z = x^2: (sin(x) / x - 1) / z and (cos(x) - 1 + z / 2) / z^2.
const S0 = -0.16666666666666666
const S1 = 0.008333333333333331
const S2 = -0.00019841269841264821
const S3 = 2.7557319219150783e-6
const S4 = -2.5052106167335705e-8
const S5 = 1.6058521354985e-10
const S6 = -7.586094789672621e-13
const C0 = 0.041666666666666664
const C1 = -0.0013888888888887322
const C2 = 2.4801587298651292e-5
const C3 = -2.755731721268659e-7
const C4 = 2.0876134024090145e-9
const C5 = -1.1381754653662937e-11

/** sin(x + y) for |x| <= pi / 4 and a y below the last bit of x. */
function sinReduced(x: number, y: number): number {
  const z = x * x
  const cube = z * x
  const rest = S1 + z * (S2 + z * (S3 + z * (S4 + z * (S5 + z * S6))))
  return x - (z * (0.5 * y - cube * rest) - y - cube * S0)
}

/** cos(x + y) for |x| <= pi / 4 and a y below the last bit of x. */
function cosReduced(x: number, y: number): number {
  const z = x * x
  const rest = z * z * (C0 + z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * C5)))))
  const half = 0.5 * z
  const leading = 1 - half
  // 1 - leading - half is exactly what the subtraction has lost.
  return leading + (1 - leading - half + (rest - x * y))
}

/** sin(x + quarters pi / 2): x is brought to |x| <= pi / 4 by Cody and Waite's reduction. */
function sinShifted(x: number, quarters: number): number {
  if (!(Math.abs(x) <= LARGEST)) {
    if (Number.isNaN(x) || Math.abs(x) === Infinity) return NaN
    throw new RangeError(`sin and cos are made for |x| <= ${LARGEST}, not ${x}`)
  }
  const n = Math.floor(x * TWO_OVER_PI + 0.5)
  let before = x - n * HALF_PI_1
  let piece = n * HALF_PI_2
  let after = before - piece
  let tail = n * HALF_PI_2_TAIL - (before - after - piece)
  let high = after - tail
  if (Math.abs(high) < Math.abs(x) * TWO_TO_MINUS_48) {
    // x is so near to a multiple of pi / 2 that the subtractions so far were exact, and another piece is needed.
    before = after
    piece = n * HALF_PI_3
    after = before - piece
    tail = n * HALF_PI_3_TAIL - (before - after - piece)
    high = after - tail
  }
  const low = after - high - tail
  const quadrant = (n + quarters) & 3
  const size = (quadrant & 1) === 0 ? sinReduced(high, low) : cosReduced(high, low)
  return quadrant < 2 ? size : -size
}

/**
 * sin x (x in radians, |x| <= 1e6) to within 1 ulp, the same bits on every engine.
 * @throws RangeError for a larger finite x; NaN and infinities give NaN.
 */
export function sin(x: number): number {
  return sinShifted(x, 0)
}

/**
 * cos x (x in radians, |x| <= 1e6) to within 1 ulp, the same bits on every engine.
 * @throws RangeError for a larger finite x; NaN and infinities give NaN.
 */
export function cos(x: number): number {
  return sinShifted(x, 1)
}
