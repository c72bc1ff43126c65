import { readFileSync } from 'node:fs'

/** f(x) to about 32 digits, as the unevaluated sum high + low. */
export interface Reference {
  readonly x: number
  readonly high: number
  readonly low: number
}

/** The table of a function, as tables/generate.py has written it with mpmath. */
export function readReferences(name: string): Reference[] {
  const text = readFileSync(new URL(`tables/${name}.txt`, import.meta.url), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [x, high, low] = line.split(' ').map(Number)
      return { x: x!, high: high!, low: low! }
    })
}

/** The next double above a finite x. */
export function nextUp(x: number): number {
  if (x === 0) return Number.MIN_VALUE
  const double = Float64Array.of(x)
  const bits = new BigInt64Array(double.buffer)
  bits[0] = bits[0]! + (x > 0 ? 1n : -1n)
  return double[0]!
}

/** Distance of a value from the reference in units in the last place of the latter. */
export function errorInUlps(value: number, reference: Reference): number {
  const size = Math.abs(reference.high)
  return Math.abs(value - reference.high - reference.low) / (nextUp(size) - size)
}

/** The largest error of a function over its table. */
export function worstError(name: string, evaluate: (x: number) => number): number {
  let worst = 0
  for (const reference of readReferences(name)) {
    worst = Math.max(worst, errorInUlps(evaluate(reference.x), reference))
  }
  return worst
}

/** Whether `evaluate` never falls over the 2000 doubles from x - 1000 ulp on. */
export function risesThrough(x: number, evaluate: (x: number) => number): boolean {
  let at = x * (1 - Math.sign(x) * 2e-13)
  let last = evaluate(at)
  for (let i = 0; i < 2000; i++) {
    at = nextUp(at)
    const value = evaluate(at)
    if (!(value >= last)) return false
    last = value
  }
  return true
}
