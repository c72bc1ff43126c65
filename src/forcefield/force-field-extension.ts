import * as z from 'zod'
import { LIMITS } from '../document/limits.ts'
import { speciesName } from '../document/name-schema.ts'
import type { Finding } from '../document/schema-findings.ts'
import { contact } from './contact-schema.ts'
import type { ForceField } from './force-field.ts'
import { checkForceField } from './force-field-check.ts'
import { shell } from './shell-schema.ts'
import { namedSpecies, speciesFields } from './species-schema.ts'

/** A force field given as a base and additions to it. */
export const extensionSchema = z.strictObject({
  from: z
    .string()
    .min(1)
    .meta({
      description: 'the force field that is added to: a shipped name, or a path from this file',
      examples: ['aqueous'],
    }),
  species: z
    .record(speciesName, speciesFields)
    .default({})
    .describe('by name; replaces one of the same name in the base'),
  contacts: z.array(contact).max(LIMITS.contacts).default([]).describe('after those of the base'),
  shells: z
    .array(shell)
    .max(LIMITS.shells)
    .default([])
    .describe('in addition to those of the base'),
})

export type Extension = z.output<typeof extensionSchema>

/** Whether data under `forcefield` are meant as an addition to another force field. */
export function isExtension(given: unknown): given is { readonly from: unknown } {
  return typeof given === 'object' && given !== null && Object.hasOwn(given, 'from')
}

/** The force field with what is added to it. */
export function extend(base: ForceField, { species, contacts, shells }: Extension): ForceField {
  const added = Object.entries(species).map(([name, fields]) => namedSpecies(name, fields))
  const replaced = base.species.map((own) => added.find(({ name }) => name === own.name) ?? own)
  const fresh = added.filter(({ name }) => base.species.every((own) => own.name !== name))
  return {
    ...base,
    species: [...replaced, ...fresh],
    contacts: [...base.contacts, ...contacts],
    shells: [...base.shells, ...shells],
  }
}

/** What is wrong with the extended force field, at places of the addition. */
export function checkExtended(base: ForceField, extended: ForceField): Finding[] {
  return checkForceField(extended).map((found) => {
    const [key, index, ...rest] = found.path
    if ((key !== 'contacts' && key !== 'shells') || typeof index !== 'number') return found
    const added = index - base[key].length
    // A rule of the base needs a property that an added species lacks.
    if (added < 0)
      return {
        ...found,
        path: ['species'],
        message: `${found.message}, which ${key.slice(0, -1)} '${base[key][index]!.name}' needs`,
      }
    return { ...found, path: [key, added, ...rest] }
  })
}
