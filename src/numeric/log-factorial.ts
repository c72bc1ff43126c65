import { log } from './log.ts'
import { PI } from './trigonometry.ts'

/** From here on five terms of Stirling's series are right to the last bit. */
const STIRLING_FROM = 64

/**
 * ln n! for a whole n ≥ 0, to about 1e-15 of itself: a sum of logarithms, or Stirling's series.
 * @throws RangeError for anything else
 */
export function logFactorial(n: number): number {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`${n} has no factorial`)
  if (n < STIRLING_FROM) {
    let sum = 0
    for (let k = 2; k <= n; k++) sum += log(k)
    return sum
  }
  const r = 1 / n
  const square = r * r
  const series =
    r * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))))
  return (n + 0.5) * log(n) - n + 0.5 * log(2 * PI) + series
}
