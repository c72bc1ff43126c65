import * as z from 'zod'
import { converted } from '../document/converted.ts'
import { LIMITS } from '../document/limits.ts'
import { ruleName } from '../document/name-schema.ts'
import { quantity } from '../document/quantity-schema.ts'
import { MOLAR_ENERGY } from '../units/dimension.ts'
import { ENERGY_BOUNDS, scaling, selector } from './contact-schema.ts'
import { origin } from './parameter-schema.ts'

/** Weights are counted in tenths, so that sums of them are exact. */
const weight = z
  .number()
  .min(0)
  .max(100)
  .refine((w) => Math.abs(10 * w - Math.round(10 * w)) < 1e-9, 'must be a multiple of 0.1')

const exactWeight = converted(
  weight,
  (w) => Math.round(10 * w) / 10,
  (w) => w,
)

export const branch = z
  .strictObject({
    coefficient: quantity(MOLAR_ENERGY, ENERGY_BOUNDS).describe('kJ/mol'),
    power: z
      .union([z.literal(1), z.literal(2)], { error: '1 or 2' })
      .describe('of the distance from the capacity'),
  })
  .nullable()
  .default(null)

/** A shell rule; `weights` maps selectors to weights, the last that fits counts. */
export const shell = converted(
  z.strictObject({
    name: ruleName.optional().describe('as `--set shells.<name>.capacity=…` finds it'),
    weights: z
      .record(selector, exactWeight)
      .describe('what each kind of neighbour counts, the last that fits: { any: 1, Cl-: 1.5 }'),
    of: selector.describe('whose nearest neighbours are counted: a species or group'),
    count: z
      .enum(['all', 'difference'])
      .default('all')
      .describe(
        'n is the weight of all neighbours, or that on one tetrahedron less that on the other, without sign',
      ),
    capacity: z
      .union([z.number().min(0).max(800), z.literal('hydration number')], {
        error: 'a number, or `hydration number`,',
      })
      .describe('weighted neighbours without a penalty; `hydration number`: each its own'),
    above: branch.describe('penalty for more: coefficient × |n − capacity|^power'),
    below: branch.describe('penalty for fewer: coefficient × |n − capacity|^power'),
    scaling: scaling
      .nullable()
      .default(null)
      .describe('scales both coefficients with the ion whose shell it is'),
    ...origin,
  }),
  ({ name, weights, ...rest }) => ({
    name: name ?? `shell of ${rest.of}`.slice(0, LIMITS.name),
    weights: Object.entries(weights).map(([of, weight]) => ({ of, weight })),
    ...rest,
  }),
  ({ weights, ...rest }) => ({
    ...rest,
    weights: Object.fromEntries(weights.map(({ of, weight }) => [of, weight])),
  }),
)
