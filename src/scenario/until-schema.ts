import * as z from 'zod'
import { converted } from '../document/converted.ts'
import { LIMITS } from '../document/limits.ts'
import { quantity } from '../document/quantity-schema.ts'
import { SWEEPS } from '../units/dimension.ts'

const error = (most: number) =>
  z.number().gt(0, 'must be more than 0; nothing is known exactly').max(most).optional()

/** How far a run goes that ends with a precision. */
export const untilSchema = converted(
  z
    .strictObject({
      observable: z
        .string()
        .min(1)
        .max(LIMITS.name)
        .meta({
          description: 'whose error decides; any that a table of results lists with its own τ',
          examples: ['hydrogenBondsPerWater'],
        }),
      relativeError: error(1).describe('of the mean, as a share of it'),
      absoluteError: error(Number.MAX_VALUE).describe('of the mean, in the unit of the observable'),
      maxSweeps: quantity(SWEEPS, { least: 1, most: LIMITS.sweeps }, '1000000 sweeps')
        .refine(Number.isInteger, 'must be a whole number')
        .default(1_000_000)
        .describe('sweeps of production of a replica after which it ends anyway; default 1000000'),
    })
    .superRefine(({ relativeError, absoluteError }, context) => {
      if ((relativeError === undefined) !== (absoluteError === undefined)) return
      const message = 'needs one of relativeError and absoluteError'
      context.addIssue({ code: 'custom', message })
    }),
  ({ observable, relativeError, absoluteError, maxSweeps }) => {
    const error =
      relativeError === undefined
        ? { kind: 'absolute' as const, value: absoluteError! }
        : { kind: 'relative' as const, value: relativeError }
    return { observable, error, maxSweeps }
  },
  ({ observable, error: { kind, value }, maxSweeps }) => ({
    observable,
    [`${kind}Error`]: value,
    maxSweeps,
  }),
)
