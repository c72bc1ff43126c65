import * as z from 'zod'
import { MASS_DENSITY, SWEEPS, TEMPERATURE } from '../units/dimension.ts'
import { compositionSchema } from './composition-schema.ts'
import { forceFieldSchema } from './force-field-schema.ts'
import { LIMITS } from './limits.ts'
import { quantity } from './quantity-schema.ts'
import type { Density } from './scenario.ts'
import { OBSERVABLES, UNAVAILABLE_OBSERVABLES } from './unavailable.ts'

const density = z
  .union(
    [
      z.literal('auto'),
      quantity(MASS_DENSITY, { least: 1e-3, most: 30 }),
      z.strictObject({ vacancies: z.number().min(0).lt(1) }),
    ],
    { error: '`auto`, a density such as 1.42 g/cm3, or `vacancies: 0.4`' },
  )
  .transform((given): Density => {
    if (given === 'auto') return { kind: 'auto' }
    if (typeof given === 'number') return { kind: 'mass', density: given }
    return { kind: 'vacancies', fraction: given.vacancies }
  })

const lattice = z.strictObject({
  cells: z
    .int()
    .min(LIMITS.cells.least)
    .max(LIMITS.cells.most)
    .multipleOf(2, 'must be even, so that the sublattices of ice fit the periodic box')
    .default(12),
})

const sweeps = (least: number) =>
  quantity(SWEEPS, { least, most: LIMITS.sweeps }).refine(
    Number.isInteger,
    'must be a whole number',
  )

const sampling = z
  .strictObject({
    equilibration: sweeps(0).default(2000),
    production: sweeps(1).default(20000),
    measureEvery: sweeps(1).default(10),
    replicas: z.int().min(LIMITS.replicas.least).max(LIMITS.replicas.most).default(2),
  })
  .superRefine(({ production, measureEvery }, context) => {
    const fail = (message: string) =>
      context.addIssue({ code: 'custom', path: ['measureEvery'], message })
    if (measureEvery > production) fail('nothing would be measured in so short a production')
    if (production / measureEvery > LIMITS.measurements) {
      fail(`more than ${LIMITS.measurements} measurements would be kept; measure less often`)
    }
  })

const observable = z.string().superRefine((name, context) => {
  if (OBSERVABLES.some((known) => known === name)) return
  const message = UNAVAILABLE_OBSERVABLES.includes(name)
    ? `'${name}' is not available in this version yet`
    : `there is no group of observables of this name`
  context.addIssue({
    code: 'custom',
    message,
    params: { hint: `known: ${OBSERVABLES.join(', ')}` },
  })
})

/** The scenario file. `forcefield` comes out as a name or path, or as the force field given inline. */
export const scenarioSchema = z.strictObject({
  title: z
    .string()
    .min(1)
    .max(LIMITS.prose)
    .regex(/^\P{Cc}*$/u, 'a title is one line of printable text')
    .default('untitled'),
  forcefield: z.union([z.string().min(1), forceFieldSchema], {
    error: 'the name of a force field, a path, or a mapping',
  }),
  temperature: quantity(TEMPERATURE, LIMITS.temperature).default(298.15),
  composition: compositionSchema,
  density: density.default({ kind: 'auto' }),
  lattice: lattice.prefault({}),
  sampling: sampling.prefault({}),
  observables: z.array(observable).min(1).max(100).default(['default']),
  seed: z.string().min(1).max(LIMITS.prose).default('entrolyte'),
  output: z.strictObject({}).optional(),
})
