import * as z from 'zod'
import { converted } from '../document/converted.ts'
import { LIMITS } from '../document/limits.ts'
import { speciesName } from '../document/name-schema.ts'
import { measured, quantity } from '../document/quantity-schema.ts'
import { AMOUNT, MASS_DENSITY, PRESSURE } from '../units/dimension.ts'

/** Of any of the three measures; more than 1000 mol/kg would be more salt than a molten one. */
export const amount = measured<'mol/kg' | 'mol/L' | 'mole fraction'>(
  AMOUNT,
  { least: 0, most: 1000 },
  '2 mol/kg',
)
  .refine(({ value, unit }) => unit !== 'mole fraction' || value < 1, {
    error: 'a mole fraction is below 1',
  })
  .describe('mol/kg of all solvents together, mol/L or mole fraction')

const formula = z
  .string()
  .min(1)
  .max(2 * LIMITS.name)
const sites = 2 * LIMITS.cells.most * LIMITS.cells.most * LIMITS.cells.most

/** `{ solvents, salts }` or `{ counts }`. */
export const compositionSchema = converted(
  z
    .strictObject({
      solvents: z
        .record(speciesName, z.number().min(0).max(1))
        .optional()
        .meta({ description: 'mole fractions among the solvents', examples: [{ H2O: 1 }] }),
      salts: z
        .record(formula, amount)
        .optional()
        .describe('amounts by formula, such as { ZnCl2: 2 mol/kg }'),
      counts: z
        .record(speciesName, z.int().min(0).max(sites))
        .optional()
        .meta({ description: 'exact numbers of particles', examples: [{ A: 1728 }] }),
    })
    .superRefine(({ solvents, salts, counts }, context) => {
      const fail = (path: string[], message: string, hint?: string) =>
        context.addIssue({ code: 'custom', path, message, params: { hint } })
      if (counts !== undefined) {
        if (solvents === undefined && salts === undefined) return
        fail(['counts'], 'exact counts and amounts exclude each other', 'keep one of the two')
      } else if (solvents === undefined) {
        fail([], 'either `solvents` or `counts` is needed', 'such as solvents: { H2O: 1 }')
      } else {
        const total = Object.values(solvents).reduce((sum, fraction) => sum + fraction, 0)
        if (Math.abs(total - 1) > 1e-6) {
          fail(['solvents'], `the mole fractions of the solvents add up to ${total}, not to 1`)
        }
      }
    })
    .meta({
      description: 'either solvents with salts, or exact counts',
      anyOf: [
        { required: ['solvents'], properties: { counts: false } },
        { required: ['counts'], properties: { solvents: false, salts: false } },
      ],
    }),
  ({ solvents = {}, salts = {}, counts }) =>
    counts === undefined
      ? { kind: 'solution' as const, solvents, salts }
      : { kind: 'counts' as const, counts },
  ({ kind: _, ...rest }) => rest,
)

/** What the vacant share of sites follows from. */
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

/** `auto`, a density, `{ vacancies }`, `{ pressure }` or both. */
export const densitySchema = converted(
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
