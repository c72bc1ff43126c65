import type { ForceField } from './force-field.ts'
import { select } from './selector.ts'

/**
 * The part of a force field that decides the energy of these species: the species themselves, and the contacts and shell
 * rules that apply to them, without sources of numbers, network and solvents. Equal parts give equal chains.
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
