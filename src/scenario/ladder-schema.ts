import * as z from 'zod'
import { LIMITS } from '../document/limits.ts'
import { quantity } from '../document/quantity-schema.ts'
import { TEMPERATURE } from '../units/dimension.ts'
import type { LadderRange } from './scenario.ts'

const temperature = quantity(TEMPERATURE, LIMITS.temperature, '-40 degC')
const { least, most } = LIMITS.rungs

const range = z
  .strictObject({
    from: temperature.describe('the lowest temperature'),
    to: temperature.describe('the highest temperature'),
    steps: z
      .int()
      .min(least)
      .max(most)
      .optional()
      .describe(
        'how many evenly spaced temperatures, both ends included; without it as many, and where, as let a third of all exchanges be accepted',
      ),
  })
  .transform(({ from, to, steps }): LadderRange | number[] =>
    steps === undefined
      ? { from: Math.min(from, to), to: Math.max(from, to) }
      : Array.from({ length: steps }, (_, k) => from + ((to - from) * k) / (steps - 1)),
  )

/** Temperatures in K, ascending, no two the same: a list of them, evenly spaced ones, or the ends alone. */
export const ladderSchema = z
  .union([z.array(temperature).min(least).max(most), range], {
    error: 'a list of temperatures, { from, to, steps } or { from, to },',
  })
  .transform((given, context) => {
    const temperatures = Array.isArray(given) ? given : [given.from, given.to]
    const ascending = [...temperatures].sort((a, b) => a - b)
    if (ascending.every((t, k) => k === 0 || t - ascending[k - 1]! >= 0.01)) {
      return Array.isArray(given) ? ascending : given
    }
    const message = 'two temperatures of a ladder are the same'
    context.issues.push({ code: 'custom', message, input: temperatures })
    return z.NEVER
  })
