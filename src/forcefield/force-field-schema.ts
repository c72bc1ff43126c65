import * as z from 'zod'
import { converted } from '../document/converted.ts'
import { LIMITS } from '../document/limits.ts'
import { ruleName, speciesName, TEXT, VACANCY } from '../document/name-schema.ts'
import { quantity } from '../document/quantity-schema.ts'
import { quoted } from '../errors/printable.ts'
import {
  CELSIUS_TEMPERATURE,
  INVERSE_LENGTH,
  LENGTH,
  MOLAR_ENERGY,
  STIFFNESS,
} from '../units/dimension.ts'
import { bondsToItself, contact, ENERGY_BOUNDS } from './contact-schema.ts'
import { origin, parameter } from './parameter-schema.ts'
import { shell } from './shell-schema.ts'
import { isEmpty, namedSpecies, speciesFields, unnamedSpecies } from './species-schema.ts'

const celsius = quantity(CELSIUS_TEMPERATURE, { least: -273.15, most: 1000 })

export const dielectric = z.strictObject({
  coefficients: z
    .array(z.number())
    .min(1)
    .max(10)
    .meta({
      description: 'of ε = c0 + c1 t + c2 t² + …, t in °C',
      examples: [[87.74, -0.40008, 9.398e-4, -1.41e-6]],
    }),
  from: celsius.describe('lowest temperature of the polynomial, °C'),
  to: celsius.describe('highest temperature of the polynomial, °C'),
  slopeBelow: z.number().default(0).describe('d ln ε/d ln T below it'),
  slopeAbove: z.number().default(0).describe('d ln ε/d ln T above it'),
  ...origin,
})

const cohesion = z.strictObject({
  of: speciesName.describe('the species that gains'),
  value: quantity(MOLAR_ENERGY, ENERGY_BOUNDS).describe('kJ/mol at full filling'),
  ...origin,
})

/** A bare lattice gas has no length: its spacing is 1 Å, by which its distances are in units of the spacing. */
const UNIT_SPACING = { value: 1, source: 'unit of length of a bare lattice gas', role: 'assumed' }

/** The force-field file; the output is in canonical units, with all defaults filled in. */
export const forceFieldSchema = converted(
  z
    .strictObject({
      name: ruleName.default('user').meta({ type: TEXT, description: 'as results name it' }),
      spacing: parameter(LENGTH, { least: 0.01, most: 1000 })
        .default({
          ...UNIT_SPACING,
          role: 'assumed',
        })
        .describe('nearest-neighbour distance, Å'),
      network: speciesName
        .nullable()
        .optional()
        .meta({
          description:
            'the species whose hydrogen bonds form a network, and ice; null or absent where none does',
          examples: ['H2O'],
        }),
      species: z
        .record(speciesName, speciesFields)
        // The vacancy may be listed for completeness, but is always there.
        .refine((species) => !(VACANCY in species) || isEmpty(species[VACANCY]!), {
          error: 'the vacancy shows and weighs nothing',
          path: [VACANCY],
        })
        .describe('by name; an empty one, such as A: {}, is neutral and alike on all sides'),
      contacts: z
        .array(contact)
        .max(LIMITS.contacts)
        .default([])
        .describe('what two sites that meet are worth; where several fit, the last counts'),
      shells: z
        .array(shell)
        .max(LIMITS.shells)
        .default([])
        .describe('penalties on the number of occupied nearest neighbours'),
      dielectric: dielectric
        .nullable()
        .default(null)
        .describe(
          'dielectric constant of the background; without it charges do not act at a distance',
        ),
      cohesion: cohesion
        .nullable()
        .default(null)
        .describe('each molecule gains this times the filled share of all sites'),
      libration: parameter(STIFFNESS, { least: 1e-3, most: 1e6 })
        .nullable()
        .default(null)
        .describe('stiffness of the direction to a neighbour, kJ/mol/rad²'),
    })
    .superRefine(({ network, species }, context) => {
      if (network !== undefined) return
      // The network decides what is measured, so that it must not be guessed.
      const bonded = Object.keys(species).filter((name) =>
        bondsToItself({ patterns: species[name]!.faces }),
      )
      if (bonded.length === 0) return
      context.addIssue({
        code: 'custom',
        path: ['species', bonded[0]!],
        message: `${quoted(bonded[0]!)} donates and accepts hydrogen bonds, but the force field does not say whether they form a network`,
        params: {
          hint: `write \`network: ${bonded[0]!}\` next to \`species\`, or \`network: null\``,
        },
      })
    }),
  ({ species, network = null, ...rest }) => ({
    ...rest,
    network,
    species: Object.entries(species)
      .filter(([name]) => name !== VACANCY)
      .map(([name, fields]) => namedSpecies(name, fields)),
  }),
  ({ species, ...rest }) => ({
    ...rest,
    species: Object.fromEntries(species.map((one) => [one.name, unnamedSpecies(one)])),
  }),
)

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
