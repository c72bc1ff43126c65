import * as z from 'zod'
import { converted } from '../document/converted.ts'
import { LIMITS } from '../document/limits.ts'
import { TEXT } from '../document/name-schema.ts'
import { interval, quantity } from '../document/quantity-schema.ts'
import { extensionSchema } from '../forcefield/force-field-extension.ts'
import { electrostaticsSchema, forceFieldSchema } from '../forcefield/force-field-schema.ts'
import { DURATION, SWEEPS, TEMPERATURE } from '../units/dimension.ts'
import { compositionSchema, densitySchema } from './composition-schema.ts'
import { OBSERVABLE_GROUPS } from './observable-groups.ts'
import { samplingSchema, untilSchema } from './sampling-schema.ts'
import { sweepSchema } from './sweep-schema.ts'

export const MIXING_REFERENCES = ['solutions', 'solvent+ions', 'pure'] as const

const lattice = z.strictObject({
  cells: z
    .int()
    .min(LIMITS.cells.least)
    .max(LIMITS.cells.most)
    .multipleOf(2, 'must be even, so that the sublattices of ice fit the periodic box')
    .default(12)
    .describe('cubic cells along each edge, an even number; 2 × cells³ sites'),
})

const observable = z
  .string()
  .meta({ enum: [...OBSERVABLE_GROUPS] })
  .superRefine((name, context) => {
    if (OBSERVABLE_GROUPS.some((known) => known === name)) return
    const message = 'there is no group of observables of this name'
    context.addIssue({
      code: 'custom',
      message,
      params: { hint: `known: ${OBSERVABLE_GROUPS.join(', ')}` },
    })
  })

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

/** Files of a run, which do not change what it computes. */
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

/** The scenario file. `forcefield` comes out as a name or path, or as the force field given inline. */
export const scenarioSchema = z.strictObject({
  title: z
    .string()
    .min(1)
    .max(LIMITS.prose)
    .regex(/^\P{Cc}*$/u, 'a title is one line of printable text')
    .default('untitled')
    .meta({ type: TEXT, description: 'one line, for people' }),
  forcefield: z
    .union(
      [
        z
          .string()
          .min(1)
          .meta({ examples: ['aqueous'] }),
        forceFieldSchema,
        extensionSchema,
      ],
      {
        error: 'the name of a force field, a path, or a mapping',
      },
    )
    .describe(
      'a shipped name, a path from this file, another one with additions (`from`), or the force field itself',
    ),
  temperature: quantity(TEMPERATURE, LIMITS.temperature, '298.15 K')
    .default(298.15)
    .describe('K or degC; default 298.15 K'),
  composition: compositionSchema,
  density: densitySchema.default({ kind: 'auto' }),
  electrostatics: electrostaticsSchema.exactOptional(),
  lattice: lattice.prefault({}).describe('the periodic box'),
  sampling: samplingSchema
    .prefault({})
    .describe('length of the run; a sweep attempts a move per site'),
  until: untilSchema
    .exactOptional()
    .describe('go on until an observable is known with a precision; production is then the least'),
  observables: z
    .array(observable)
    .min(1)
    .max(100)
    .default(['default'])
    .describe(`groups of observables: ${OBSERVABLE_GROUPS.join(', ')}`),
  mixing: z
    .strictObject({
      reference: z
        .enum(MIXING_REFERENCES)
        .describe('solutions of one salt each, solvent and free ions, or each species by itself'),
    })
    .exactOptional()
    .describe('what mixingEntropy, mixingEnthalpy and mixingGibbs compare with'),
  seed: z
    .string()
    .min(1)
    .max(LIMITS.prose)
    .default('entrolyte')
    .meta({ type: TEXT, description: 'any text; the same text gives the same bytes' }),
  sweep: sweepSchema.optional(),
  output: outputSchema.prefault({}).describe('files of a run in addition to its result'),
})

/** A scenario without the keys that belong to its file. */
export const restSchema = scenarioSchema.omit({ forcefield: true, sweep: true, output: true })
