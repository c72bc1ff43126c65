import * as z from 'zod'
import type { Dimension } from '../units/dimension.ts'
import { formatQuantity, parseQuantity } from '../units/quantity.ts'
import type { Context } from './converted.ts'

/** `every` before a quantity, as a part of a regular expression. */
const EVERY = '(\\s*every\\s+)?'

export interface Bounds {
  readonly least: number
  readonly most: number
}

/**
 * A quantity within bounds (canonical units, both ends included) as a number in the canonical unit.
 * `example` is what editors offer.
 */
export function quantity(dimension: Dimension, bounds: Bounds, example?: string) {
  return inUnits(dimension, bounds, example, '', z.number(), {
    read: ({ value }) => value,
    write: (value) => formatQuantity(value, dimension),
  })
}

/** How often something happens: a quantity that may be written as `every 60 s`. */
export function interval(dimension: Dimension, bounds: Bounds, example: string) {
  return inUnits(dimension, bounds, example, EVERY, z.number(), {
    read: ({ value }) => value,
    write: (value) => `every ${formatQuantity(value, dimension)}`,
  })
}

/** A quantity with the name of its canonical unit, for dimensions that have several. */
export function measured<Unit extends string>(
  dimension: Dimension,
  bounds: Bounds,
  example: string,
) {
  return inUnits(dimension, bounds, example, '', z.custom<{ value: number; unit: Unit }>(), {
    read: ({ value, unit }) => ({ value, unit: unit as Unit }),
    write: ({ value, unit }) => formatQuantity(value, dimension, unit),
  })
}

interface Conversion<Read> {
  readonly read: (quantity: { readonly value: number; readonly unit: string }) => Read
  readonly write: (data: Read) => string
}

function inUnits<Read>(
  dimension: Dimension,
  bounds: Bounds,
  example: string | undefined,
  before: string,
  data: z.ZodType<Read, Read>,
  { read, write }: Conversion<Read>,
) {
  const { number, text: withUnit } = schemaHints(dimension, bounds, example, before)
  const opening = new RegExp(`^${before}`)
  const text = z.union([z.number().meta(number), z.string().meta(withUnit)], {
    error: `${dimension.what} with its unit`,
  })
  const decode = (input: number | string, context: Context) => {
    const bare = typeof input === 'string' ? input.replace(opening, '') : input
    const parsed = parseQuantity(bare, dimension)
    if (!parsed.ok) {
      const { message, hint } = parsed
      context.issues.push({ code: 'custom', message, params: { hint }, input })
      return z.NEVER
    }
    if (parsed.value < bounds.least || parsed.value > bounds.most) {
      const least = formatQuantity(bounds.least, dimension, parsed.unit)
      const most = formatQuantity(bounds.most, dimension, parsed.unit)
      const message = `must lie between ${least} and ${most}, not ${input}`
      const hint = meantUnit(input, dimension, bounds)
      context.issues.push({ code: 'custom', message, params: { hint }, input })
      return z.NEVER
    }
    return read(parsed)
  }
  return z.codec(text, data, { decode, encode: write })
}

/** A bare number that would lie within the bounds in another unit was probably meant in that. */
function meantUnit(input: number | string, dimension: Dimension, { least, most }: Bounds) {
  const [bare, ...others] = dimension.units
  if (typeof input !== 'number') return undefined
  const meant = others.find(({ factor, offset }) => {
    const value = input * factor + offset
    return value >= least && value <= most
  })
  if (meant === undefined) return undefined
  return `a bare number is in ${bare.names[0]}; write ${input} ${meant.names[0]} if that is meant`
}

/** The JSON Schema, for editors; what is accepted is decided above. */
function schemaHints(
  { units }: Dimension,
  { least, most }: Bounds,
  example: string | undefined,
  before: string,
) {
  const names = units.map(({ names }) => names[0]!)
  const spellings = units.flatMap(({ names }) => names.flatMap(spellingsOf))
  const pattern = `^${before}\\s*[+\\-−]?(\\d+\\.?\\d*|\\.\\d+)([eE][+\\-−]?\\d+)?\\s*(${spellings.join('|')})?\\s*$`
  return {
    number: { description: `in ${names[0]}`, minimum: least, maximum: most },
    text: {
      description: `a number and its unit: ${names.join(', ')}`,
      pattern,
      ...(example === undefined ? {} : { examples: [example] }),
    },
  }
}

/** As a part of a regular expression; Å in all the ways in which it can be encoded. */
function spellingsOf(name: string): string[] {
  const encodings = name.includes('Å') ? [name, name.normalize('NFD'), '\u212b'] : [name]
  return encodings.map((one) => one.replace(/[()[\]./^$*+?|{}\\]/g, '\\$&').replaceAll(' ', '\\s+'))
}
