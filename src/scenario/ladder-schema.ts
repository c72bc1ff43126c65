import * as z from 'zod'
import { TEMPERATURE } from '../units/dimension.ts'
import { LIMITS } from './limits.ts'
import { quantity } from './quantity-schema.ts'

const temperature = quantity(TEMPERATURE, LIMITS.temperature, '-40 degC')
const { least, most } = LIMITS.rungs

const range = z
  .strictObject({
    from: temperature.describe('the lowest temperature'),
    to: temperature.describe('the highest temperature'),
    steps: z.int().min(least).max(most).describe('how many temperatures, both ends included'),
  })
  .transform(({ from, to, steps }) =>
    Array.from({ length: steps }, (_, k) => from + ((to - from) * k) / (steps - 1)),
  )

/** Temperatures in K, ascending, no two the same: a list of them, or evenly spaced ones. */
export const ladderSchema = z
  .union([z.array(temperature).min(least).max(most), range], {
    error: 'a list of temperatures, or { from, to, steps },',
  })
  .transform((temperatures, context) => {
    const ascending = [...temperatures].sort((a, b) => a - b)
    if (ascending.every((t, k) => k === 0 || t - ascending[k - 1]! >= 0.01)) return ascending
    const message = 'two temperatures of a ladder are the same'
    context.issues.push({ code: 'custom', message, input: temperatures })
    return z.NEVER
  })
