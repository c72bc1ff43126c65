import * as z from 'zod'
import { converted } from '../document/converted.ts'
import { LIMITS } from '../document/limits.ts'
import { quantity } from '../document/quantity-schema.ts'
import { TEMPERATURE } from '../units/dimension.ts'

const temperature = quantity(TEMPERATURE, LIMITS.temperature, '-40 degC')
const { least, most } = LIMITS.rungs

const range = z.strictObject({
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

/** Temperatures in K, ascending, no two the same: a list of them, evenly spaced ones, or the ends alone. */
export const ladderSchema = converted(
  z.union([z.array(temperature).min(least).max(most), range], {
    error: 'a list of temperatures, { from, to, steps } or { from, to },',
  }),
  (given, context): number[] | { from: number; to: number } => {
    const temperatures = Array.isArray(given) ? given : spread(given)
    const ascending = temperatures.toSorted((a, b) => a - b)
    if (ascending.some((t, k) => k > 0 && t - ascending[k - 1]! < 0.01)) {
      const message = 'two temperatures of a ladder are the same'
      context.issues.push({ code: 'custom', message, input: temperatures })
      return z.NEVER
    }
    const isOpen = !Array.isArray(given) && given.steps === undefined
    return isOpen ? { from: ascending[0]!, to: ascending[1]! } : ascending
  },
  (ladder) => ladder,
)

/** The ends alone where nothing is said of how many there are between them. */
function spread({ from, to, steps = 2 }: z.output<typeof range>): number[] {
  return Array.from({ length: steps }, (_, k) => from + ((to - from) * k) / (steps - 1))
}
