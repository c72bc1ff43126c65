import type { Scanner } from './scanner.ts'

const AMOUNT = /(?:\d+(?:\.\d*)?|\.\d+)(?:\/\d+(?:\.\d*)?)?/y
const MOST = 1e6

/** The amount that stands here, such as `0.2`, `1/3` or `₀.₂`, or null. Throws InputError for one that is none. */
export function takeAmount(scanner: Scanner): number | null {
  const start = scanner.at
  const text = scanner.take(AMOUNT)
  if (text === null) return null
  const [numerator, denominator = '1'] = text.split('/')
  const value = Number(numerator) / Number(denominator)
  if (value > 0 && value <= MOST) return value
  const isDecimalComma = value === 0 && /^,\d/.test(scanner.text.slice(scanner.at))
  const hint = isDecimalComma ? 'decimals take a point' : 'leave it out, or give a number above 0'
  return scanner.fail(value === 0 ? 'an amount of nothing' : `${text} is no amount`, hint, start)
}
