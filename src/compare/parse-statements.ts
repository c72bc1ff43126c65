import { parse } from 'yaml'
import { type Statements, systemsOf } from './statement.ts'
import { statementsSchema } from './statement-schema.ts'

/** The statements of a YAML text. Throws if it is not as it must be: it is part of the package. */
export function parseStatements(text: string): Statements {
  const read = statementsSchema.parse(parse(text))
  const ids = new Set<string>()
  for (const statement of read.statements) {
    const { id } = statement
    if (ids.has(id)) throw new Error(`statement ${id} is there twice`)
    ids.add(id)
    const unknown = systemsOf(statement).find((name) => !(name in read.systems))
    if (unknown !== undefined) throw new Error(`statement ${id}: there is no system ${unknown}`)
  }
  return read
}
