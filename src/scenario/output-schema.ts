import * as z from 'zod'
import type { Dimension } from '../units/dimension.ts'
import { quantity } from './quantity-schema.ts'

const duration = (names: readonly string[], factor: number) => {
  return { names, canonical: 's', factor, offset: 0 }
}

/** s. */
export const DURATION: Dimension = {
  what: 'a time',
  units: [
    duration(['s', 'second', 'seconds'], 1),
    duration(['min', 'minute', 'minutes'], 60),
    duration(['h', 'hour', 'hours'], 3600),
  ],
}

const checkpoint = z
  .union([z.number(), z.string()], { error: 'a time such as `every 60 s`' })
  .transform((given) => (typeof given === 'string' ? given.replace(/^\s*every\s+/, '') : given))
  .pipe(quantity(DURATION, { least: 0.05, most: 86_400 }, '60 s'))
  .default(60)
  .describe('time between two checkpoints, such as `every 60 s`, the default')

/** How a run is kept, which changes nothing of what it computes. */
export const outputSchema = z.strictObject({ checkpoint })
