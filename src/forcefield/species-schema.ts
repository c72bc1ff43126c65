import * as z from 'zod'
import { converted } from '../document/converted.ts'
import { faceName } from '../document/name-schema.ts'
import { quantity } from '../document/quantity-schema.ts'
import { LENGTH, MOLAR_MASS, MOLAR_VOLUME } from '../units/dimension.ts'
import { origin, parameter } from './parameter-schema.ts'

/** The face of species without `faces`. */
const PLAIN_FACE = 'plain'

const eightFaces = z
  .array(faceName)
  .length(8, 'a species has exactly 8 faces')
  .meta({
    examples: [['donor', 'donor', 'acceptor', 'acceptor', 'inert', 'inert', 'inert', 'inert']],
  })

/** Most patterns of a species: with 48 orientations each they would be more states than there may be. */
const MOST_PATTERNS = 16

/** Eight names, one for all eight, or several times eight. */
const faces = converted(
  z
    .union([faceName, eightFaces, z.array(eightFaces).min(1).max(MOST_PATTERNS)], {
      error: 'a list of 8 faces, one for all, or a list of lists of 8,',
    })
    .describe(
      'what it shows in the 8 nearest-neighbour directions: A0 A1 A2 A3, the corners of one tetrahedron, then B0 B1 B2 B3 opposite to them; one name for all 8 alike; a list of such lists where it has several ways to bond, one at a time; default plain',
    ),
  (given): string[][] => {
    if (typeof given === 'string') return [eightTimes(given)]
    return given.every((one) => typeof one === 'string') ? [given] : given
  },
  (patterns) => (patterns.length === 1 ? patterns[0]! : patterns),
)

const hydration = z.strictObject({
  distance: quantity(LENGTH, { least: 0.1, most: 100 }).describe('Å, to the oxygen of water'),
  number: z.number().min(0).max(20).describe('waters in the first shell'),
  ...origin,
})

const fields = z.strictObject({
  charge: z.int().min(-9).max(9).default(0).describe('elementary charges'),
  faces: faces.default(() => [eightTimes(PLAIN_FACE)]),
  solvent: z
    .boolean()
    .default(false)
    .describe('whether compositions may have it under `solvents`; only neutral species are'),
  molarMass: parameter(MOLAR_MASS, { least: 1e-3, most: 1e5 })
    .nullable()
    .default(null)
    .describe('g/mol; needed where amounts are given by mass'),
  radius: parameter(LENGTH, { least: 1e-3, most: 100 })
    .nullable()
    .default(null)
    .describe('Å; scales contacts that have a referenceRadius'),
  hydration: hydration
    .nullable()
    .default(null)
    .describe('first shell in dilute water; what scales with it needs it'),
  partialMolarVolume: parameter(MOLAR_VOLUME, { least: -1000, most: 1e5 })
    .nullable()
    .default(null)
    .describe('cm³/mol, at infinite dilution in water on the absolute scale'),
})

/** A species without its name; an empty one is neutral with eight `plain` faces. */
export const speciesFields = converted(
  fields.nullable(),
  (given) => given ?? fields.parse({}),
  (data) => data,
)

export function namedSpecies(
  name: string,
  { charge, faces, ...rest }: z.output<typeof speciesFields>,
) {
  return { name, charge, patterns: faces, ...rest }
}

/** The same without its name again. */
export function unnamedSpecies({
  name: _,
  patterns,
  ...rest
}: ReturnType<typeof namedSpecies>): z.output<typeof speciesFields> {
  return { ...rest, faces: patterns }
}

/** Whether a species has no keys of its own. */
export function isEmpty(given: z.output<typeof speciesFields>): boolean {
  return JSON.stringify(given) === JSON.stringify(fields.parse({}))
}

function eightTimes(face: string): string[] {
  return Array.from({ length: 8 }, () => face)
}
