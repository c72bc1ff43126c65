import * as z from 'zod'
import { converted } from '../document/converted.ts'
import { quantity } from '../document/quantity-schema.ts'
import { INVERSE_LENGTH, LENGTH } from '../units/dimension.ts'

export const cutOff = z.strictObject({
  method: z.literal('damped-shifted-force'),
  cutoff: quantity(LENGTH, { least: 1, most: 100 }, '12 Å')
    .default(12)
    .describe('distance beyond which charges do not act on each other, Å; default 12 Å'),
  damping: quantity(INVERSE_LENGTH, { least: 0, most: 2 }, '0.1 1/Å')
    .default(0.1)
    .describe('α of erfc(αr)/r, 1/Å; default 0.1 1/Å'),
})

/** How charges act on each other; null where all of them do, by Ewald's sum. */
export const electrostaticsSchema = converted(
  z
    .union([z.literal('ewald'), z.literal('damped-shifted-force'), cutOff], {
      error: '`ewald`, or { method: damped-shifted-force, cutoff: 12 Å, damping: 0.1 1/Å }',
    })
    .describe(
      'how charges act on each other: ewald, all of them, or damped-shifted-force, up to a cut-off, whose cost does not grow with the box; default ewald',
    ),
  (given) => {
    if (given === 'ewald') return null
    return given === 'damped-shifted-force' ? cutOff.parse({ method: given }) : given
  },
  (data) => data ?? ('ewald' as const),
)
