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
