import * as z from 'zod'
import { LENGTH, MOLAR_ENERGY, MOLAR_ENTROPY } from '../units/dimension.ts'
import type { ContactData } from './force-field.ts'
import { LIMITS } from './limits.ts'
import { ruleName } from './name-schema.ts'
import { origin } from './parameter-schema.ts'
import { quantity } from './quantity-schema.ts'

/** `H2O`, `H2O.donor`, `cation`, `anion.anionic`; what it names is checked against the species. */
export const selector = z
  .string()
  .min(1)
  .max(2 * LIMITS.name + 1)

const scaling = z.strictObject({
  charge: z.boolean().default(false),
  referenceRadius: quantity(LENGTH, { least: 1e-3, most: 100 }).nullable().default(null),
})

/** kJ/mol; wide enough for every contact and narrow enough for exact integer tables. */
export const ENERGY_BOUNDS = { least: -1e4, most: 1e4 }
const ENTROPY_BOUNDS = { least: -1e4, most: 1e4 }

/** A contact; its name is made of what meets unless it is given. */
export const contact = z
  .strictObject({
    name: ruleName.optional(),
    between: z.tuple([selector, selector], { error: 'a list of two selectors' }),
    range: z.enum(['nearest', 'second']).default('nearest'),
    enthalpy: quantity(MOLAR_ENERGY, ENERGY_BOUNDS),
    entropy: quantity(MOLAR_ENTROPY, ENTROPY_BOUNDS).default(0),
    scaling: scaling.nullable().default(null),
    ...origin,
  })
  .transform(({ name, ...rest }): ContactData => {
    const pair = rest.between.join('–').slice(0, LIMITS.name - ', second'.length)
    return { name: name ?? (rest.range === 'nearest' ? pair : `${pair}, second`), ...rest }
  })
