import * as z from 'zod'
import { CELSIUS_TEMPERATURE, LENGTH, MOLAR_ENERGY, STIFFNESS } from '../units/dimension.ts'
import { contact, ENERGY_BOUNDS } from './contact-schema.ts'
import type { ForceField } from './force-field.ts'
import { LIMITS } from './limits.ts'
import { ruleName, speciesName, VACANCY } from './name-schema.ts'
import { origin, parameter } from './parameter-schema.ts'
import { quantity } from './quantity-schema.ts'
import { shell } from './shell-schema.ts'
import { isEmpty, namedSpecies, speciesFields } from './species-schema.ts'

const celsius = quantity(CELSIUS_TEMPERATURE, { least: -273.15, most: 1000 })

const dielectric = z.strictObject({
  coefficients: z.array(z.number()).min(1).max(10),
  from: celsius,
  to: celsius,
  slopeBelow: z.number().default(0),
  slopeAbove: z.number().default(0),
  ...origin,
})

const cohesion = z.strictObject({
  of: speciesName,
  value: quantity(MOLAR_ENERGY, ENERGY_BOUNDS),
  ...origin,
})

/** A bare lattice gas has no length: its spacing is 1 Å, by which its distances are in units of the spacing. */
const UNIT_SPACING = { value: 1, source: 'unit of length of a bare lattice gas', role: 'assumed' }

/** The force-field file; the output is in canonical units, with all defaults filled in. */
export const forceFieldSchema = z
  .strictObject({
    name: ruleName.default('user'),
    spacing: parameter(LENGTH, { least: 0.01, most: 1000 }).default({
      ...UNIT_SPACING,
      role: 'assumed',
    }),
    species: z
      .record(speciesName, speciesFields)
      // The vacancy may be listed for completeness, but is always there.
      .refine((species) => !(VACANCY in species) || isEmpty(species[VACANCY]!), {
        error: 'the vacancy shows and weighs nothing',
        path: [VACANCY],
      }),
    contacts: z.array(contact).max(LIMITS.contacts).default([]),
    shells: z.array(shell).max(LIMITS.shells).default([]),
    dielectric: dielectric.nullable().default(null),
    cohesion: cohesion.nullable().default(null),
    libration: parameter(STIFFNESS, { least: 1e-3, most: 1e6 }).nullable().default(null),
  })
  .transform(
    ({ species, ...rest }): ForceField => ({
      ...rest,
      species: Object.entries(species)
        .filter(([name]) => name !== VACANCY)
        .map(([name, fields]) => namedSpecies(name, fields)),
    }),
  )
