import * as z from 'zod'
import { LIMITS } from './limits.ts'

/** Words that selectors use for groups; no species may be called so. */
export const GROUPS = ['cation', 'anion', 'ion', 'any'] as const

/** JSON types of what is text however it is written: a seed of digits is a number to an editor. */
export const TEXT: ['string', 'number'] = ['string', 'number']

/** The species that is always there. */
export const VACANCY = 'vacancy'

const SPECIES_NAME = /^[A-Za-z][A-Za-z0-9()^_+-]*$/
const FACE_NAME = /^[A-Za-z][A-Za-z0-9-]*$/

export const speciesName = z
  .string()
  .max(LIMITS.name, `names have at most ${LIMITS.name} characters`)
  .regex(SPECIES_NAME, 'a species name starts with a letter and holds letters, digits, ( ) ^ _ + -')
  .refine((name) => !GROUPS.some((group) => group === name), 'this is the name of a group')
  // A table that is looked up by name must not return a method of every object.
  .refine((name) => !(name in Object.prototype), 'this name is reserved')

export const faceName = z
  .string()
  .max(LIMITS.name, `names have at most ${LIMITS.name} characters`)
  .regex(FACE_NAME, 'a face is named by letters, digits and -')

/** The name of a contact or shell: any text of one line. */
export const ruleName = z
  .string()
  .min(1)
  .max(LIMITS.name, `names have at most ${LIMITS.name} characters`)
  .regex(/^\P{Cc}*$/u, 'a name is one line of printable text')
