const double = new Float64Array(1)
const words = new Int32Array(double.buffer)

double[0] = 1
const HIGH = words[1] === 0 ? 0 : 1
const LOW = 1 - HIGH

/** The sign, exponent and top 20 fraction bits of x as a signed 32-bit integer, on either byte order. */
export function highWord(x: number): number {
  double[0] = x
  return words[HIGH]!
}

/** x truncated towards zero to its top 20 fraction bits, so that its square is exact. */
export function withoutLowWord(x: number): number {
  double[0] = x
  words[LOW] = 0
  return double[0]
}

const SMALLEST = -1022
const LARGEST = 1023
const TWO_TO_MINUS_64 = 5.421010862427522e-20

const POWERS = new Float64Array(LARGEST - SMALLEST + 1)
// Halving and doubling are exact for normal numbers, so the table holds the powers themselves.
for (let k = 0, power = 1; k <= LARGEST; k++, power *= 2) POWERS[k - SMALLEST] = power
for (let k = 0, power = 1; k >= SMALLEST; k--, power /= 2) POWERS[k - SMALLEST] = power

/** 2^k, exactly, for integer -1022 <= k <= 1023. */
export function powerOfTwo(k: number): number {
  return POWERS[k - SMALLEST]!
}

/**
 * y 2^k rounded once, for 1/2 <= |y| <= 2 and integer -1080 <= k <= 1024:
 * beyond the largest double it is infinite, below the smallest normal one it is subnormal or 0.
 */
export function scaleByPowerOfTwo(y: number, k: number): number {
  if (k < SMALLEST + 1) return y * POWERS[k + 64 - SMALLEST]! * TWO_TO_MINUS_64
  if (k > LARGEST) return y * POWERS[LARGEST - SMALLEST]! * 2
  return y * POWERS[k - SMALLEST]!
}
