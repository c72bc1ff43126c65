import type { ForceField } from './force-field.ts'
import { select } from './selector.ts'

/**
 * What of a force field decides how these species behave among themselves: the species, contacts and shell rules that
 * any of them has to do with, without the words on where numbers come from and on what is looked at as a network or a
 * solvent. Two force fields with equal parts give equal chains.
 */
export function decidingPart(forceField: ForceField, present: readonly string[]): unknown {
  const species = forceField.species.filter(({ name }) => present.includes(name))
  const { network: _, ...rest } = forceField
  const concerns = (selector: string) => select(selector, species).species.length > 0
  return withoutOrigins({
    ...rest,
    species: species.map(({ solvent: _, ...physical }) => physical),
    contacts: forceField.contacts.filter(({ between }) => between.every(concerns)),
    shells: forceField.shells.filter(({ of }) => concerns(of)),
  })
}

function withoutOrigins(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOrigins)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([key]) => key !== 'source' && key !== 'role')
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutOrigins(item)]))
}
