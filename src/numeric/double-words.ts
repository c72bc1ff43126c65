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
