import * as z from 'zod'
import { converted } from '../document/converted.ts'
import { LIMITS } from '../document/limits.ts'
import { quantity } from '../document/quantity-schema.ts'
import { SWEEPS, TEMPERATURE } from '../units/dimension.ts'

/** The configurations that a run may have: those of a constrained ensemble, liquid or frozen, or all. */
export const BRANCHES = ['liquid', 'frozen', 'equilibrium'] as const
export type BranchName = (typeof BRANCHES)[number]

/** How a replica may be started. Replicas have different starts, so that their agreement shows equilibrium. */
export const STARTS = ['random', 'annealed', 'ice', 'crystal', 'slab'] as const
export type Start = (typeof STARTS)[number]

const temperature = quantity(TEMPERATURE, LIMITS.temperature, '-40 degC')

const range = z.strictObject({
  from: temperature.describe('the lowest temperature'),
  to: temperature.describe('the highest temperature'),
  steps: z
    .int()
    .min(LIMITS.rungs.least)
    .max(LIMITS.rungs.most)
    .optional()
    .describe(
      'how many evenly spaced temperatures, both ends included; without it as many, and where, as let a third of all exchanges be accepted',
    ),
})

/** Temperatures in K, ascending, no two the same: a list of them, evenly spaced ones, or the ends alone. */
const ladderSchema = converted(
  z.union([z.array(temperature).min(LIMITS.rungs.least).max(LIMITS.rungs.most), range], {
    error: 'a list of temperatures, { from, to, steps } or { from, to },',
  }),
  (given, context): number[] | { from: number; to: number } => {
    const temperatures = Array.isArray(given) ? given : spread(given)
    const ascending = temperatures.toSorted((a, b) => a - b)
    if (ascending.some((t, k) => k > 0 && t - ascending[k - 1]! < 0.01)) {
      const message = 'two temperatures of a ladder are the same'
      context.issues.push({ code: 'custom', message, input: temperatures })
      return z.NEVER
    }
    const isOpen = !Array.isArray(given) && given.steps === undefined
    return isOpen ? { from: ascending[0]!, to: ascending[1]! } : ascending
  },
  (ladder) => ladder,
)

/** The ends alone where nothing is said of how many there are between them. */
function spread({ from, to, steps }: z.output<typeof range>): number[] {
  if (steps === undefined) return [from, to]
  return Array.from({ length: steps }, (_, k) => from + ((to - from) * k) / (steps - 1))
}

const sweeps = (least: number) =>
  quantity(SWEEPS, { least, most: LIMITS.sweeps }, '20000 sweeps').refine(
    Number.isInteger,
    'must be a whole number',
  )

const bound = z.exactOptional(z.number().gt(0).lt(1))

/** How long a run is, and where and how its replicas start. */
export const samplingSchema = z
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
      'largest order of ice in any octant of the box of a liquid, 0 random to 1 perfect; default 0.3',
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
