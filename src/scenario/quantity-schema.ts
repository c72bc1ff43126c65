import * as z from 'zod'
import type { Dimension } from '../units/dimension.ts'
import { formatQuantity, parseQuantity } from '../units/quantity.ts'

export interface Bounds {
  readonly least: number
  readonly most: number
}

/** A quantity within bounds (canonical units, both ends included) as a number in the canonical unit. */
export function quantity(dimension: Dimension, bounds: Bounds) {
  return measured(dimension, bounds).transform(({ value }) => value)
}

/** The same with the name of the canonical unit, for dimensions that have several. */
export function measured(dimension: Dimension, bounds: Bounds) {
  const text = z.union([z.number(), z.string()], { error: `${dimension.what} with its unit` })
  return text.transform((input, context) => {
    const parsed = parseQuantity(input, dimension)
    if (!parsed.ok) {
      const { message, hint } = parsed
      context.issues.push({ code: 'custom', message, params: { hint }, input })
      return z.NEVER
    }
    if (parsed.value < bounds.least || parsed.value > bounds.most) {
      const least = formatQuantity(bounds.least, dimension, parsed.unit)
      const most = formatQuantity(bounds.most, dimension, parsed.unit)
      const message = `must lie between ${least} and ${most}, not ${input}`
      context.issues.push({ code: 'custom', message, input })
      return z.NEVER
    }
    return { value: parsed.value, unit: parsed.unit }
  })
}
