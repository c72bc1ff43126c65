import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseStatements, type Statements } from '../compare/statement.ts'
import { SCENARIOS } from './input-files.ts'

/** What was reported, as shipped. */
export function readStatements(): Statements {
  const file = join(SCENARIOS, 'reference', 'statements.yaml')
  return parseStatements(readFileSync(file, 'utf8'), file)
}
