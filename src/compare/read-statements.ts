import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SCENARIOS } from '../host/package-root.ts'
import { parseStatements, type Statements } from './statement.ts'

const SHIPPED = join(SCENARIOS, 'reference', 'statements.yaml')

/**
 * What was reported: statements from a YAML file, the shipped ones unless another is given.
 * @throws InputError with all that is wrong in the file, each with its place
 */
export function readStatements(file: string = SHIPPED): Statements {
  return parseStatements(readFileSync(file, 'utf8'), file)
}
