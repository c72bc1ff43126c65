import * as z from 'zod'
import { converted } from '../document/converted.ts'
import { LIMITS } from '../document/limits.ts'
import { interval } from '../document/quantity-schema.ts'
import { type Dimension, SWEEPS } from '../units/dimension.ts'

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

const checkpoint = interval(DURATION, { least: 0.05, most: 86_400 }, 'every 60 s')
  .default(60)
  .describe('time between two checkpoints, such as `every 60 s`, the default')

const often = interval(SWEEPS, { least: 1, most: LIMITS.sweeps }, 'every 1000 sweeps')

const trajectory = converted(
  z.union([often, z.strictObject({ every: often })], { error: '`every 1000 sweeps`' }),
  (given) => (typeof given === 'object' ? given.every : given),
  (sweeps) => sweeps,
)
  .refine(Number.isInteger, 'must be a whole number of sweeps')
  .optional()
  .describe('sweeps of production between two frames, such as `every 1000 sweeps`; default none')

/** How a run is kept, which changes nothing of what it computes. */
export const outputSchema = converted(
  z.strictObject({ checkpoint, trajectory }),
  ({ checkpoint, trajectory }) => ({
    /** Seconds between two checkpoints. */
    checkpointEvery: checkpoint,
    /** Sweeps of production between two frames of the trajectory; absent where none is kept. */
    ...(trajectory === undefined ? {} : { trajectoryEvery: trajectory }),
  }),
  ({ checkpointEvery, trajectoryEvery }) => ({
    checkpoint: checkpointEvery,
    ...(trajectoryEvery === undefined ? {} : { trajectory: trajectoryEvery }),
  }),
)
