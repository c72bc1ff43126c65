import * as z from 'zod'
import { LENGTH, MOLAR_MASS, MOLAR_VOLUME } from '../units/dimension.ts'
import type { SpeciesData } from './force-field.ts'
import { faceName } from './name-schema.ts'
import { parameter } from './parameter-schema.ts'

/** The face of species that say nothing of theirs. */
const PLAIN_FACE = 'plain'

/** Eight names, or one for all eight. */
const faces = z
  .union([faceName, z.array(faceName).length(8, 'a species has exactly 8 faces')], {
    error: 'a list of 8 faces, or one for all,',
  })
  .transform((given) => (typeof given === 'string' ? eightTimes(given) : given))

const fields = z.strictObject({
  charge: z.int().min(-9).max(9).default(0),
  faces: faces.default(() => eightTimes(PLAIN_FACE)),
  molarMass: parameter(MOLAR_MASS, { least: 1e-3, most: 1e5 }).nullable().default(null),
  radius: parameter(LENGTH, { least: 1e-3, most: 100 }).nullable().default(null),
  partialMolarVolume: parameter(MOLAR_VOLUME, { least: -1000, most: 1e5 }).nullable().default(null),
})

/** A species without its name; an empty one is neutral with eight `plain` faces. */
export const speciesFields = fields.nullable().transform((given) => given ?? fields.parse({}))

export function namedSpecies(name: string, given: z.output<typeof speciesFields>): SpeciesData {
  return { name, ...given }
}

/** Whether nothing was said of the species. */
export function isEmpty(given: z.output<typeof speciesFields>): boolean {
  return JSON.stringify(given) === JSON.stringify(fields.parse({}))
}

function eightTimes(face: string): string[] {
  return Array.from({ length: 8 }, () => face)
}
