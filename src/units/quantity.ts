import type { Dimension, Unit } from './dimension.ts'

export interface Quantity {
  readonly ok: true
  /** In canonical units. */
  readonly value: number
  /** The canonical unit that the value is in. */
  readonly unit: string
}

export interface NoQuantity {
  readonly ok: false
  readonly message: string
  /** The units that would do. */
  readonly hint: string
}

/** Longer texts are no quantity; the bound keeps the expression below from backtracking for long. */
const LONGEST = 100
const NUMBER_AND_UNIT = /^([+\-−]?(?:\d+\.?\d*|\.\d+)(?:[eE][+\-−]?\d+)?)\s*(\D.*)?$/su

/**
 * The quantity that a text such as `25 degC` or a bare number means, in canonical units, or why it
 * is none. Never throws.
 */
export function parseQuantity(input: number | string, dimension: Dimension): Quantity | NoQuantity {
  if (typeof input === 'number') return convert(input, dimension.units[0], dimension)
  const match = input.length > LONGEST ? null : NUMBER_AND_UNIT.exec(input.trim())
  if (match === null) {
    return failure(
      `${shown(input)} is not ${dimension.what}: it must start with a number`,
      dimension,
    )
  }
  const number = Number(match[1]!.replaceAll('−', '-'))
  // Å has a code point as a letter and one as a unit: NFC makes them one.
  const name = (match[2] ?? '').trim().replace(/\s+/g, ' ').normalize('NFC')
  const unit =
    name === '' ? dimension.units[0] : dimension.units.find((u) => u.names.includes(name))
  if (unit === undefined) {
    return failure(
      `${shown(input)} is not ${dimension.what}: its unit ${shown(name)} will not do`,
      dimension,
    )
  }
  return convert(number, unit, dimension)
}

/** A text that `parseQuantity` reads back to the same bits; the value is in the dimension's first unit unless another is named. */
export function formatQuantity(value: number, dimension: Dimension, unit?: string): string {
  return `${value} ${unit ?? dimension.units[0].names[0]}`
}

function convert(number: number, unit: Unit, dimension: Dimension): Quantity | NoQuantity {
  const value = number * unit.factor + unit.offset
  if (!Number.isFinite(value)) return failure(`${number} is not ${dimension.what}`, dimension)
  // − 0 becomes 0, so that equal values are equal data.
  return { ok: true, value: value + 0, unit: unit.canonical }
}

function failure(message: string, dimension: Dimension): NoQuantity {
  const names = dimension.units.map((unit) => unit.names[0]!)
  const last = names.at(-1)!
  const list = names.length === 1 ? last : `${names.slice(0, -1).join(', ')} or ${last}`
  return { ok: false, message, hint: `write it in ${list}; a bare number is in ${names[0]}` }
}

function shown(text: string): string {
  return `'${text.length > 40 ? `${text.slice(0, 40)}…` : text}'`
}

/** `298.15 K`: a temperature for people, whatever the last bits of its conversion from °C. */
export function formatKelvins(kelvins: number): string {
  return `${Number(kelvins.toFixed(2))} K`
}
