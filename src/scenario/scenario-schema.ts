import * as z from 'zod'
import { converted } from '../document/converted.ts'
import { LIMITS } from '../document/limits.ts'
import { TEXT } from '../document/name-schema.ts'
import { quantity } from '../document/quantity-schema.ts'
import { electrostaticsSchema } from '../forcefield/electrostatics-schema.ts'
import { extensionSchema } from '../forcefield/force-field-extension.ts'
import { forceFieldSchema } from '../forcefield/force-field-schema.ts'
import { MASS_DENSITY, PRESSURE, SWEEPS, TEMPERATURE } from '../units/dimension.ts'
import { BRANCHES } from './branches.ts'
import { compositionSchema } from './composition-schema.ts'
import { ladderSchema } from './ladder-schema.ts'
import { OBSERVABLE_GROUPS } from './observable-groups.ts'
import { outputSchema } from './output-schema.ts'
import { STARTS } from './starts.ts'
import { sweepSchema } from './sweep-schema.ts'
import { untilSchema } from './until-schema.ts'

export type Density =
  | { readonly kind: 'auto' }
  /** g/cm³ */
  | { readonly kind: 'mass'; readonly density: number }
  /** share of all sites */
  | { readonly kind: 'vacancies'; readonly fraction: number }
  /** MPa, and the share of all sites that is vacant at it. */
  | { readonly kind: 'pressure'; readonly pressure: number; readonly fraction: number }

/** A pressure, MPa, at which the share of vacant sites is not known yet. */
export interface OpenPressure {
  readonly kind: 'pressure'
  readonly pressure: number
  readonly fraction: null
}

export const MIXING_REFERENCES = ['solutions', 'solvent+ions', 'pure'] as const

const density = converted(
  z
    .union(
      [
        z.literal('auto'),
        quantity(MASS_DENSITY, { least: 1e-3, most: 30 }, '1.42 g/cm3'),
        z.strictObject({
          pressure: quantity(PRESSURE, LIMITS.pressure, '0 MPa')
            .optional()
            .describe('MPa: the vacant share is found that has it; with `vacancies` it is known'),
          vacancies: z.number().min(0).lt(1).optional().describe('share of all sites'),
        }),
      ],
      { error: '`auto`, a density such as 1.42 g/cm3, `vacancies: 0.4` or `pressure: 0 MPa`' },
    )
    .describe(
      'auto (from measured densities), g/cm3, the vacant share of all sites, or a pressure; default auto',
    ),
  (given, context): Density | OpenPressure => {
    if (given === 'auto') return { kind: 'auto' }
    if (typeof given === 'number') return { kind: 'mass', density: given }
    const { pressure, vacancies } = given
    if (pressure !== undefined) {
      return vacancies === undefined
        ? { kind: 'pressure', pressure, fraction: null }
        : { kind: 'pressure', pressure, fraction: vacancies }
    }
    if (vacancies !== undefined) return { kind: 'vacancies', fraction: vacancies }
    context.issues.push({
      code: 'custom',
      input: given,
      message: 'neither vacancies nor a pressure is given',
      params: { hint: '`vacancies: 0.4` or `pressure: 0 MPa`' },
    })
    return z.NEVER
  },
  (density) => {
    if (density.kind === 'auto') return density.kind
    if (density.kind === 'mass') return density.density
    const vacancies = density.fraction === null ? {} : { vacancies: density.fraction }
    return density.kind === 'pressure' ? { pressure: density.pressure, ...vacancies } : vacancies
  },
)

const lattice = z.strictObject({
  cells: z
    .int()
    .min(LIMITS.cells.least)
    .max(LIMITS.cells.most)
    .multipleOf(2, 'must be even, so that the sublattices of ice fit the periodic box')
    .default(12)
    .describe('cubic cells along each edge, an even number; 2 × cells³ sites'),
})

const sweeps = (least: number) =>
  quantity(SWEEPS, { least, most: LIMITS.sweeps }, '20000 sweeps').refine(
    Number.isInteger,
    'must be a whole number',
  )

const bound = z.exactOptional(z.number().gt(0).lt(1))

const sampling = z
  .strictObject({
    equilibration: sweeps(0)
      .default(2000)
      .describe('sweeps before anything is measured; default 2000'),
    production: sweeps(1).default(20000).describe('sweeps that are measured; default 20000'),
    measureEvery: sweeps(1).default(10).describe('sweeps between two measurements; default 10'),
    replicas: z
      .int()
      .min(LIMITS.replicas.least)
      .max(LIMITS.replicas.most)
      .default(2)
      .describe('independent chains, from different starts'),
    starts: z
      .array(z.enum(STARTS))
      .min(1)
      .max(LIMITS.replicas.most)
      .exactOptional()
      .describe(
        'what replicas start as, in turn: random, annealed (from hot), ice (on the sites of ice Ic, turned at random), crystal (ice Ic with its bonds), slab (such a crystal in the lower half of the box, all else above); default random, annealed, ice, each where the branch allows it',
      ),
    branch: z
      .enum(BRANCHES)
      .exactOptional()
      .describe(
        'what configurations a run is kept to: liquid (crystalline order below the bounds), frozen (above), equilibrium (all); default liquid below the melting point of water, unless started as ice, else equilibrium',
      ),
    iceBound: bound.describe(
      'largest order of ice in any block of a liquid, 0 random to 1 perfect; default 0.3',
    ),
    braggBound: bound.describe(
      'largest share of a crystal’s Bragg intensity in a liquid of up to 500 waters, inversely less beyond; default 0.1',
    ),
    ladder: ladderSchema
      .exactOptional()
      .describe(
        'temperatures that are run side by side and exchange configurations, the scenario’s own among them; excludes a sweep over temperature',
      ),
  })
  .superRefine(({ production, measureEvery }, context) => {
    const fail = (message: string) =>
      context.addIssue({ code: 'custom', path: ['measureEvery'], message })
    if (measureEvery > production)
      fail(
        'nothing would be measured in so short a production; take more sweeps or measure more often',
      )
    if (production / measureEvery > LIMITS.measurements) {
      fail(`more than ${LIMITS.measurements} measurements would be kept; measure less often`)
    }
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
  density: density.default({ kind: 'auto' }),
  electrostatics: electrostaticsSchema.exactOptional(),
  lattice: lattice.prefault({}).describe('the periodic box'),
  sampling: sampling.prefault({}).describe('length of the run; a sweep attempts a move per site'),
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
  output: outputSchema.prefault({}).describe('what is kept of a run beside its result'),
})

/** What a scenario itself says of its system and its run, apart from what belongs to a file. */
export const restSchema = scenarioSchema.omit({ forcefield: true, sweep: true, output: true })
