import * as z from 'zod'
import { converted } from '../document/converted.ts'
import { LIMITS } from '../document/limits.ts'
import { type Bounds, quantity } from '../document/quantity-schema.ts'
import type { Dimension } from '../units/dimension.ts'

const role = z
  .enum(['taken', 'calibrated', 'assumed'])
  .describe('taken from a source, calibrated against a target, or assumed')

/** Source and role of a number; by default `user` and `assumed`. */
export const origin = {
  source: z
    .string()
    .min(1)
    .max(LIMITS.prose)
    .default('user')
    .describe('where the number comes from; the target of one that was calibrated'),
  role: role.default('assumed'),
}

/** A number with its pedigree, `{ value: 0.75 Å, source: …, role: taken }`, or the bare number. */
export function parameter(dimension: Dimension, bounds: Bounds) {
  const value = quantity(dimension, bounds)
  return converted(
    z.union([value, z.strictObject({ value, ...origin })], {
      error: `${dimension.what}, or a mapping of value, source and role,`,
    }),
    (given) =>
      typeof given === 'number'
        ? { value: given, source: 'user', role: 'assumed' as const }
        : given,
    (data) => data,
  )
}
