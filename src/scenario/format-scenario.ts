import { Document, isCollection, isPair, isScalar, visit } from 'yaml'
import { written } from '../document/converted.ts'
import { plainForceField } from '../forcefield/parse-force-field.ts'
import type { Output, ParsedScenario } from './scenario.ts'
import { outputSchema, restSchema } from './scenario-schema.ts'

/** What has a row for each of its items; a row is one line, however long. */
const TABLES = new Set<unknown>(['species', 'contacts', 'shells'])

/**
 * The scenario as a YAML text that needs no other file: force field inline, canonical units, nothing
 * left to defaults. `parseScenario` reads it back to equal data, `parseScenarioFile` with the same `output`.
 */
export function formatScenario(scenario: ParsedScenario, output?: Output): string {
  return format({
    ...plainScenario(scenario, output),
    forcefield: plainForceField(scenario.forceField),
  })
}

/** The same for people, with the name of the force field in place of its lines. */
export function formatScenarioBriefly(scenario: ParsedScenario, output?: Output): string {
  const { name, species, contacts, shells } = scenario.forceField
  const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
  const held = [
    `${Object.keys(species).length} species`,
    plural(contacts.length, 'contact'),
    plural(shells.length, 'shell'),
  ].join(', ')
  const text = format({ ...plainScenario(scenario, output), forcefield: name })
  return `${text.trimEnd()} # ${held}\n`
}

function plainScenario({ forceField, cells, ...rest }: ParsedScenario, output?: Output): object {
  const { electrostatics } = forceField
  return {
    ...written(restSchema, {
      ...rest,
      ...(electrostatics === undefined ? {} : { electrostatics }),
      lattice: { cells },
    }),
    ...(output === undefined ? {} : { output: written(outputSchema, output) }),
  }
}

function format(plain: object): string {
  const document = new Document(plain)
  visit(document, {
    Collection(key, collection, path) {
      const depth = path.filter(isCollection).length
      const parent = path.at(-1)
      const name = isPair(parent) && isScalar(parent.key) ? parent.key.value : key
      if (depth >= 2 && !TABLES.has(name)) collection.flow = true
    },
  })
  return document.toString({ lineWidth: 0 })
}
